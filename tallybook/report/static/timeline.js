// Timeline of one measure in one region: running totals and stocks as steps by source, new figures as bars by day. Each
// basis has a chart and a scale of its own.
"use strict";

tally.page(async () => {
  const book = await tally.ledger();
  const { make, words, charts } = tally;
  const form = document.getElementById("filters");
  const field = (name) => form.elements[name];
  const SOURCES = 8;
  const chosen = tally.settings(form, refresh);
  let rowsShown = [];
  const key = (d) => `${d.measure} ${d.unit}`;
  const dayFiles = book.cells.filter((d) => d.basis === "new" && d.grain === "day");
  const measures = [...new Set([...book.timelines, ...dayFiles].map(key))].sort((a, b) => (b === "killed person") - (a === "killed person") || a.localeCompare(b));
  tally.selectOptions(field("measure"), measures.map((m) => [m, m.endsWith(" person") ? words(m.slice(0, -7)) : `${words(m.split(" ")[0])} (${m.split(" ")[1]}s)`]), chosen.get("measure") ?? measures[0]);
  if (!measures.length) { tally.show("charts", make("p", { class: "empty" }, "No figure of this ledger has a source, a place and a time.")); return; }
  const HEADINGS = {
    cumulative: ["Running totals", "Each step is a new value that the source gave, on the day it was published; the line runs on while the source stands by it."],
    stock: ["At a time", "How many a source said there are (missing, displaced, in hospital …), on the day it was published."],
    rate: ["Rates", "How many a day, hour or year, on the day it was published."],
  };

  async function refresh(changed) {
    const measure = field("measure").value;
    const steps = await Promise.all(book.timelines.filter((d) => key(d) === measure).map(async (d) => ({ basis: d.basis, rows: await tally.load(d.file) })));
    const days = (await Promise.all(dayFiles.filter((d) => key(d) === measure).map((d) => tally.load(d.file)))).flat();
    if (changed !== "region") {
      const points = new Map();
      for (const { rows } of steps) for (const r of rows) points.set(r[0], (points.get(r[0]) ?? 0) + 1);
      for (const r of days) points.set(r[0], (points.get(r[0]) ?? 0) + 1);
      const regions = [...points].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([n]) => book.regions[n]);
      const list = document.getElementById("regions");
      list.replaceChildren(...regions.slice(0, 3000).map((r) => make("option", { value: r.path })));
      const wanted = changed === undefined ? chosen.get("region") : field("region").value;
      field("region").value = regions.some((r) => r.path === wanted) ? wanted : regions[0]?.path ?? "";
    }
    const region = book.regions.find((r) => r.path === field("region").value);
    if (!region) { document.getElementById("found").textContent = "Choose a region from the list."; return; }
    const name = words(measure.split(" ")[0]);
    document.getElementById("found").textContent = `${name[0].toUpperCase()}${name.slice(1)} in ${region.path}`;
    const sections = [];
    rowsShown = [];
    for (const { basis, rows } of steps) {
      const own = rows.filter((r) => r[0] === region.n && r[2]).map(([, source, at, value, previous, figure, until]) =>
        ({ label: book.claimants[source].label, at: new Date(`${at}Z`), value, previous, figure, until: until ? new Date(`${until}Z`) : null }));
      if (!own.length) continue;
      const { rows: few, note } = largest(own);
      few.sort((a, b) => a.at - b.at);
      rowsShown.push(...own.map((r) => ({ basis, region_path: region.path, source: r.label, day: r.at.toISOString().slice(0, 10), value: r.value, previous_value: r.previous })));
      sections.push(make("section", {}, make("h2", {}, HEADINGS[basis][0]), make("p", { class: "quiet" }, HEADINGS[basis][1], note),
        legend(few), charts.steps(few, `${HEADINGS[basis][0]}: ${name}, ${region.path}, by source`),
        charts.table(["Source", "Published", "Value", "Revised from", "Figure"], own.map((r) => [r.label, tally.day(r.at.toISOString()), tally.count(r.value), r.previous === null ? "" : tally.count(r.previous), charts.figuresButton([r.figure], `${r.label}: ${name}, ${region.path}`)]), { numeric: [2, 3] })));
    }
    const own = days.filter((r) => r[0] === region.n && r[9]).map((r) => ({ label: book.claimants[r[1]].label, value: r[2], low: r[3], high: r[4], at: tally.date(r[9]), figures: r[8] }));
    if (own.length) {
      const { rows: few, note } = largest(own);
      rowsShown.push(...own.map((r) => ({ basis: "new", region_path: region.path, source: r.label, day: r.at.toISOString().slice(0, 10), value: r.value, previous_value: null })));
      sections.push(make("section", {}, make("h2", {}, "New, by day"), make("p", { class: "quiet" }, "What each source reports for each day, subregions included; different sources are never added together.", note),
        charts.bars(few, `New: ${name}, ${region.path}, by day, one panel a source`, measure.split(" ")[0]),
        charts.table(["Source", "Day", "Value", "Figures"], own.map((r) => [r.label, tally.day(r.at.toISOString()), tally.value(r.value, r.low, r.high), charts.figuresButton(r.figures, `${r.label}: ${name}, ${region.path}`)]), { numeric: [2] })));
    }
    tally.show("charts", sections.length ? sections : make("p", { class: "empty" }, "No figure of this measure has a date here."));
  }
  function largest(rows) {
    const names = d3.rollups(rows, (own) => own.length, (r) => r.label).sort((a, b) => b[1] - a[1]).map(([label]) => label);
    const few = new Set(names.slice(0, SOURCES));
    return { rows: rows.filter((r) => few.has(r.label)), note: names.length > SOURCES ? ` Drawn: the ${SOURCES} sources of ${names.length} with the most values; all stand in the table.` : "" };
  }
  function legend(rows) {
    return make("ul", { class: "legend" }, [...new Set(rows.map((r) => r.label))].map((label, i) => make("li", {}, make("span", { class: `swatch s${i % 8}`, "aria-hidden": "true" }), label)));
  }
  tally.show("save", tally.saveButtons("timeline", () => rowsShown));
  await refresh();
});
