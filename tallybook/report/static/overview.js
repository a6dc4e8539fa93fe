// The first page: its largest disagreements and what the ledger covers.
"use strict";

tally.page(async () => {
  const [book, overview] = await Promise.all([tally.ledger(), tally.load("overview")]);
  const { make, charts, show } = tally;
  if (overview.disagreements.length) show("largest", overview.disagreements.map((d) => charts.disagreement(d, book)));
  const rows = overview.coverage.filter((r) => r.month).map((r) => ({ ...r, country: book.countries.get(r.country_code) ?? r.country_code ?? "not known" }));
  if (!rows.length) return;
  const countries = [...d3.rollup(rows, (own) => d3.sum(own, (r) => r.figures), (r) => r.country)].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const months = [...new Set(rows.map((r) => r.month))].sort();
  const label = (month) => tally.day(month).replace(/^1 /, "");
  const sized = months.length <= 30;
  show("coverage",
    charts.box(`Figures by country and month of publication: ${countries.length} countries, ${months.length} months`, (width) => ({
      width, height: 60 + 24 * countries.length, marginLeft: width < 520 ? 100 : 150, marginBottom: 34, marginTop: 4, marginRight: 8,
      x: sized ? { type: "band", domain: months, label: null, tickSize: 0, padding: 0.06, tickFormat: (m, i) => (i % Math.ceil(months.length / (width < 520 ? 3 : 8)) ? "" : label(m)) }
        : { type: "utc", label: null },
      y: { type: "band", domain: countries, label: null, tickSize: 0, padding: 0.12, tickFormat: (c) => charts.shorten(c, width < 520 ? 13 : 20) },
      color: { type: "sqrt", range: ["var(--heat-low)", "var(--heat-high)"], interpolate: (a, b) => (t) => `color-mix(in oklab, ${b} ${Math.round(15 + 85 * t)}%, ${a})` },
      marks: sized
        ? [Plot.cell(rows, { x: "month", y: "country", fill: "figures", rx: 2, tip: true, title: (r) => `${r.country}, ${label(r.month)}\n${tally.many(r.figures, "figure")} from ${tally.many(r.articles, "article")}` })]
        : [Plot.barX(rows, { x1: (r) => tally.date(r.month), x2: (r) => d3.utcMonth.offset(tally.date(r.month), 1), y: "country", fill: "figures", insetRight: 0.5, tip: true, title: (r) => `${r.country}, ${label(r.month)}\n${tally.many(r.figures, "figure")}` })],
    })),
    charts.table(["Country", "Month", "Figures", "Articles"], rows.map((r) => [r.country, label(r.month), tally.count(r.figures), tally.count(r.articles)]), { numeric: [2, 3] }));
});
