// What several pages draw, with Observable Plot. Each chart stands beside its numbers as a table, for those who do not see it.
"use strict";

tally.charts = (() => {
  const { make, count, value, spoken, day, date, words } = tally;
  const drawn = new Map();
  const watcher = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const held = drawn.get(target);
      const width = Math.round(contentRect.width);
      if (held && width > 0 && held.width !== width) { held.width = width; target.replaceChildren(held.plot(width)); }
    }
  });

  /** A box that draws `plot(width)` and draws it anew when its width changes. */
  function box(label, plot, attributes = {}) {
    const element = make("div", { class: "chart", role: "img", "aria-label": label, ...attributes });
    drawn.set(element, { plot: (width) => svg(plot(width)), width: 0 });
    watcher.observe(element);
    return element;
  }
  function svg(options) {
    const chart = Plot.plot({ className: "plot", ...options, style: { background: "none", fontFamily: "inherit", fontSize: "12px" } });
    // the box around it carries the chart's words
    chart.setAttribute("aria-hidden", "true");
    return chart;
  }

  const shorten = (text, size) => (text.length > size ? `${text.slice(0, size - 1)}…` : text);
  const left = (width, labels) => Math.min(width < 520 ? 120 : 230, 16 + 7.6 * Math.max(4, ...labels.map((l) => l.length)));

  /** Every source's value as a range on one axis; an open end runs to the edge and ends in an arrow. */
  function ranges(claims, measure, label) {
    const size = (c) => [c.value, c.value_low, c.value_high].filter((v) => v !== null);
    const top = Math.max(1, ...claims.flatMap(size)) * 1.12;
    const openLow = (c) => c.value_low === null || (c.value_low === 0 && c.value > 0);
    const rows = claims.map((c) => ({ ...c, key: `${c.n}`, low: openLow(c) ? 0 : c.value_low, high: c.value_high ?? top, openHigh: c.value_high === null, openLow: openLow(c), firm: !(c.certainties ?? []).some((k) => k !== "reported") }));
    const colour = `var(--${tally.hue(measure)}-strong)`;
    return box(label, (width) => {
      const margin = left(width, rows.map((r) => r.label));
      return {
        width, height: 34 + 30 * rows.length, marginLeft: margin, marginRight: 44, marginTop: 6, marginBottom: 26,
        x: { domain: [0, top], grid: true, label: null, ticks: width < 520 ? 4 : 7, tickFormat: (v) => count(v), insetRight: 4 },
        y: { domain: rows.map((r) => r.key), label: null, tickFormat: (key) => shorten(rows.find((r) => r.key === key).label, Math.floor((margin - 10) / 7.2)), tickSize: 0 },
        marks: [
          Plot.ruleX([0], { stroke: "var(--rule)" }),
          Plot.ruleY(rows, { y: "key", x1: "low", x2: "high", stroke: colour, strokeWidth: 7, strokeOpacity: 0.28, strokeLinecap: "butt" }),
          Plot.text(rows.filter((r) => r.openHigh), { y: "key", x: () => top, text: () => "▶", textAnchor: "start", fill: colour, fontSize: 11, dx: -3 }),
          Plot.text(rows.filter((r) => r.openLow), { y: "key", x: () => 0, text: () => "◀", textAnchor: "start", fill: colour, fontSize: 11, dx: 1 }),
          Plot.dot(rows, { y: "key", x: "value", r: 5.5, fill: (r) => (r.firm ? "filled" : "hollow"), stroke: colour, strokeWidth: 2 }),
          Plot.text(rows, { y: "key", x: "value", text: (r) => value(r.value, r.value_low, r.value_high), dy: -12, fontWeight: 600, fontVariant: "tabular-nums", fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 3 }),
        ],
        color: { type: "categorical", domain: ["filled", "hollow"], range: [colour, "var(--paper)"] },
      };
    });
  }

  /** A disagreement whole: what it is of, the ranges, and the same as a table. */
  function disagreement(thing, book, { heading = "h3" } = {}) {
    const region = book.regions[thing.region];
    const claims = thing.claims.map((c, n) => ({ ...c, n, label: book.claimants[c.source].label }));
    const title = `${words(thing.measure)[0].toUpperCase()}${words(thing.measure).slice(1)}, ${region ? region.path : "place unknown"}`;
    const when = thing.period_start || thing.period_end ? tally.period(thing.period_start, thing.period_end) : "period not stated";
    const about = `${words(thing.basis)} figures, ${when}; ${count(thing.lowest_value)} to ${count(thing.highest_value)}${thing.ratio ? `, a factor of ${count(thing.ratio)}` : ""}`;
    return make("section", { class: "disagreement", id: `d-${thing.disagreement_id}` },
      make(heading, {}, make("a", { href: `disagreements.html#id=${thing.disagreement_id}` }, title)),
      make("p", { class: "quiet" }, about, thing.incident_id ? [" · ", make("a", { href: tally.incidentLink(thing.incident_id) }, "the incident")] : null),
      ranges(claims, thing.measure, `${title}: ${claims.map((c) => `${c.label} ${spoken(c.value, c.value_low, c.value_high)}`).join("; ")}`),
      table(["Source", "Value", "Said on", "Certainty", "Articles", "Figures"], claims.map((c) => [
        c.label, value(c.value, c.value_low, c.value_high), day(c.said_at), (c.certainties ?? []).join(", "), count(c.articles),
        figuresButton(c.figures, `${c.label}: ${title}`)]), { numeric: [1, 4] }));
  }

  const figuresButton = (numbers, heading) =>
    make("button", { type: "button", class: "link", onclick: () => tally.openFigures(heading, numbers).catch(tally.fail) }, tally.many(numbers.length, "figure"));

  /** The numbers of a chart, folded away. */
  function table(head, rows, { numeric = [], open = false, summary = "As a table" } = {}) {
    const kind = (i) => (numeric.includes(i) ? "num" : null);
    return make("details", { class: "as-table", open }, make("summary", {}, summary),
      make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table" },
        make("table", {}, make("thead", {}, make("tr", {}, head.map((h, i) => make("th", { scope: "col", class: kind(i) }, h)))),
          make("tbody", {}, rows.map((row) => make("tr", {}, row.map((v, i) => make(i ? "td" : "th", { scope: i ? null : "row", class: kind(i) }, v ?? "–"))))))));
  }

  const SERIES = 8;
  /** Running totals or stocks as steps, one line a source; every dot is a value that differs from the one before. */
  function steps(rows, label) {
    const names = [...new Set(rows.map((r) => r.label))];
    const tail = d3.rollups(rows, (own) => {
      const last = own.at(-1);
      const until = last.until && last.until > last.at ? last.until : last.at;
      return [...own.map((r) => ({ ...r })), { ...last, at: until, end: true }];
    }, (r) => r.label).flatMap(([, own]) => own);
    return box(label, (width) => ({
      width, height: 320, marginLeft: 64, marginRight: width < 520 ? 16 : 150, marginBottom: 34,
      x: { type: "utc", label: null, nice: true, ticks: width < 520 ? 4 : 8 }, y: { grid: true, zero: true, label: null, tickFormat: (v) => count(v) },
      color: { domain: names, range: names.map((_, i) => `var(--s${i % SERIES})`) },
      marks: [
        Plot.ruleY([0], { stroke: "var(--rule)" }),
        Plot.line(tail, { x: "at", y: "value", stroke: "label", z: "label", curve: "step-after", strokeWidth: 2 }),
        Plot.dot(rows, { x: "at", y: "value", fill: "label", stroke: "var(--paper)", strokeWidth: 1.5, r: 4.5, tip: true,
          title: (r) => `${r.label}\n${count(r.value)} on ${day(r.at.toISOString())}${r.previous === null ? "" : `, revised from ${count(r.previous)}`}` }),
        width < 520 ? null : Plot.text(tail.filter((r) => r.end), { x: "at", y: "value", text: (r) => shorten(r.label, 20), textAnchor: "start", dx: 9, fill: "label", fontWeight: 600, stroke: "var(--paper)", strokeWidth: 3 }),
      ].filter(Boolean),
    }));
  }

  /** New figures as bars by day, one panel a source: different sources are never stacked. */
  function bars(rows, label, measure) {
    const names = [...new Set(rows.map((r) => r.label))];
    const colour = `var(--${tally.hue(measure)}-strong)`;
    const [first, last] = d3.extent(rows, (r) => r.at);
    const long = d3.utcDay.count(first, last) > 200;
    return box(label, (width) => ({
      width, height: 50 + 104 * names.length, marginLeft: 56, marginRight: 16, marginBottom: 32, marginTop: 26,
      x: { type: "utc", label: null, ticks: width < 520 ? 4 : 8, domain: span(rows.map((r) => r.at)) }, y: { grid: true, label: null, ticks: 3, tickFormat: (v) => count(v), nice: true },
      fy: { domain: names, label: null, axis: null, padding: 0.4 },
      marks: [
        Plot.ruleY([0], { stroke: "var(--rule)" }),
        // over years a day is thinner than a pixel: it is then drawn as a line
        (long ? Plot.ruleX : Plot.rectY)(rows, { x: "at", y: "value", fy: "label", ...(long ? { stroke: colour, strokeWidth: 1.5 } : { interval: "day", fill: colour, inset: 0.5, rx: 1 }), tip: true,
          title: (r) => `${r.label}\n${value(r.value, r.low, r.high)} on ${day(r.at.toISOString())}` }),
        rows.length <= 60 && !long ? Plot.text(rows, { x: (r) => d3.utcHour.offset(r.at, 12), y: "value", fy: "label", text: (r) => value(r.value, r.low, r.high), dy: -7, fontVariant: "tabular-nums", fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 3 }) : null,
        Plot.text(names, { fy: (d) => d, text: (d) => d, frameAnchor: "top-left", dy: -20, fontWeight: 600, fill: "var(--ink)" }),
      ].filter(Boolean),
    }));
  }
  // One day alone would fill the whole width.
  const span = (days) => {
    const [first, last] = d3.extent(days);
    const spare = Math.max(0, 13 - d3.utcDay.count(first, last));
    return [d3.utcDay.offset(first, -Math.ceil(spare / 2)), d3.utcDay.offset(last, 1 + Math.floor(spare / 2))];
  };

  return { box, ranges, disagreement, table, steps, bars, figuresButton, shorten, date };
})();
