// By source and region: the cells of one mart as a matrix, filtered and sorted in the page.
"use strict";

tally.page(async () => {
  const book = await tally.ledger();
  const { make, words, charts } = tally;
  const form = document.getElementById("filters");
  const ROWS = 40;
  const COLUMNS = 8;
  const GRAINS = [["all", "any time"], ["year", "by year"], ["month", "by month"], ["week", "by week"], ["day", "by day"]];
  let page = { row: 0, column: 0 };
  let shown = { regions: [], columns: [], at: new Map() };

  const field = (name) => form.elements[name];
  const measureKey = (d) => `${d.measure} ${d.unit}`;
  const directory = () => book.cells.filter((d) => measureKey(d) === field("measure").value && d.basis === field("basis").value);
  const chosen = tally.settings(form, async (changed) => {
    page = { row: 0, column: 0 };
    await refresh(changed);
  });

  const figuresOf = d3.rollup(book.cells, (own) => own.length, measureKey);
  const measures = [...new Set(book.cells.map(measureKey))].sort((a, b) => (b === "killed person") - (a === "killed person") || a.localeCompare(b));
  tally.selectOptions(field("measure"), measures.map((m) => [m, m.endsWith(" person") ? words(m.slice(0, -7)) : `${words(m.split(" ")[0])} (${m.split(" ")[1]}s)`]), chosen.get("measure") ?? measures[0]);
  tally.selectOptions(field("kind"), [["", "all kinds"], ...[...new Set(book.claimants.map((c) => c.kind))].sort().map((k) => [k, words(k)])], chosen.get("kind"));
  tally.selectOptions(field("country"), [["", "all countries"], ...[...book.countries].sort((a, b) => a[1].localeCompare(b[1]))], chosen.get("country"));
  if (chosen.get("sort")) field("sort").value = chosen.get("sort");
  if (!figuresOf.size) { tally.show("matrix", make("p", { class: "empty" }, "No figure of this ledger has both a source and a place.")); return; }

  async function refresh(changed) {
    const first = changed === undefined;
    if (first || changed === "measure") {
      const bases = book.vocabularies.basis.filter((b) => book.cells.some((d) => measureKey(d) === field("measure").value && d.basis === b));
      tally.selectOptions(field("basis"), bases.map((b) => [b, { new: "new (summed)", cumulative: "cumulative (latest)", stock: "stock (latest)", rate: "rate (latest)" }[b]]),
        first ? chosen.get("basis") ?? bases[0] : field("basis").value);
    }
    const isNew = field("basis").value === "new";
    if (first || ["measure", "basis"].includes(changed)) {
      const grains = isNew ? GRAINS.filter(([g]) => directory().some((d) => d.grain === g)) : [["latest", "latest known"]];
      tally.selectOptions(field("grain"), grains, first ? chosen.get("grain") ?? grains[0][0] : field("grain").value);
    }
    const files = directory().filter((d) => d.grain === field("grain").value);
    const cut = files.length > 1 || files[0]?.year;
    if (first || ["measure", "basis", "grain"].includes(changed)) {
      field("year").closest("label").hidden = !cut;
      tally.selectOptions(field("year"), cut ? files.map((d) => [String(d.year), String(d.year)]) : [], first ? chosen.get("year") ?? String(files.at(-1)?.year) : field("year").value || String(files.at(-1)?.year));
      if (cut && !field("year").value) field("year").value = String(files.at(-1).year);
    }
    const file = cut ? files.find((d) => String(d.year) === field("year").value) : files[0];
    const cells = file ? await tally.load(file.file) : [];
    const periods = [...new Set(cells.map((c) => c[PERIOD]))].filter(Boolean).sort().reverse();
    const dated = isNew && field("grain").value !== "all";
    field("period").closest("label").hidden = !dated;
    if (first || ["measure", "basis", "grain", "year"].includes(changed)) {
      tally.selectOptions(field("period"), dated ? periods.map((p) => [p, periodName(p, field("grain").value)]) : [], first ? chosen.get("period") : field("period").value);
      if (dated && !field("period").value) field("period").value = periods[0] ?? "";
    }
    arrange(cells, dated ? field("period").value : null);
    draw();
  }

  const [REGION, SOURCE, VALUE, LOW, HIGH, , FIGURES, ARTICLES, NUMBERS, PERIOD, , PUBLISHED, CERTAINTY] = Array(13).keys();
  const periodName = (iso, grain) => ({ year: iso.slice(0, 4), month: tally.day(iso).replace(/^1 /, ""), week: `week of ${tally.day(iso)}` }[grain] ?? tally.day(iso));

  function arrange(cells, period) {
    const kind = field("kind").value;
    const country = field("country").value;
    const kept = cells.filter((c) => (period === null || c[PERIOD] === period) && (!kind || book.claimants[c[SOURCE]].kind === kind) && (!country || book.regions[c[REGION]].country === country));
    const rows = new Map();
    const columns = new Map();
    for (const c of kept) {
      let row = rows.get(c[REGION]);
      if (!row) rows.set(c[REGION], row = { region: book.regions[c[REGION]], cells: new Map(), figures: 0, top: 0, low: Infinity });
      row.cells.set(c[SOURCE], c);
      row.figures += c[FIGURES];
      row.top = Math.max(row.top, c[VALUE]);
      row.low = Math.min(row.low, c[VALUE]);
      columns.set(c[SOURCE], (columns.get(c[SOURCE]) ?? 0) + c[FIGURES]);
    }
    const order = {
      figures: (a, b) => b.figures - a.figures, highest: (a, b) => b.top - a.top, apart: (a, b) => (b.top - b.low) - (a.top - a.low), region: () => 0,
    };
    const sort = field("sort").value;
    const bySource = /^source-(\d+)$/.exec(sort);
    const compare = bySource ? (a, b) => (b.cells.get(+bySource[1])?.[VALUE] ?? -1) - (a.cells.get(+bySource[1])?.[VALUE] ?? -1) : order[sort];
    shown = {
      kept, regions: [...rows.values()].sort((a, b) => compare(a, b) || a.region.n - b.region.n),
      columns: [...columns].sort((a, b) => b[1] - a[1]).map(([n]) => book.claimants[n]),
    };
  }

  function cellButton(c, region, claimant) {
    const heading = `${claimant.label}: ${words(field("measure").value.split(" ")[0])}, ${region.path}`;
    return make("td", { class: "num" }, make("button", {
      type: "button", class: "link", title: `${tally.many(c[FIGURES], "figure")} from ${tally.many(c[ARTICLES], "article")}${c[PUBLISHED] ? `, ${tally.day(c[PUBLISHED])}` : ""}${c[CERTAINTY] && c[CERTAINTY] !== "reported" ? `, ${c[CERTAINTY]}` : ""}`,
      "aria-label": `${tally.spoken(c[VALUE], c[LOW], c[HIGH])}, ${heading}`, onclick: () => tally.openFigures(heading, c[NUMBERS]).catch(tally.fail),
    }, tally.value(c[VALUE], c[LOW], c[HIGH])));
  }

  function draw() {
    const regions = shown.regions.slice(page.row, page.row + ROWS);
    const columns = shown.columns.slice(page.column, page.column + COLUMNS);
    document.getElementById("found").textContent = shown.kept.length
      ? `${tally.many(shown.kept.length, "cell")}: ${tally.many(shown.regions.length, "region")}, ${tally.many(shown.columns.length, "source")}`
      : "Nothing matches these filters.";
    const sortBy = (c) => { tally.selectOptions(field("sort"), [...[...field("sort").options].filter((o) => !o.value.startsWith("source-")).map((o) => [o.value, o.textContent]), [`source-${c.n}`, `by ${c.label}`]], `source-${c.n}`); form.dispatchEvent(new Event("input")); };
    tally.show("matrix", regions.length ? make("table", { class: "matrix" },
      make("caption", { class: "offscreen" }, "Values by region (rows) and source (columns)"),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Region"), columns.map((c) => make("th", { scope: "col", class: "num", "aria-sort": field("sort").value === `source-${c.n}` ? "descending" : null },
        make("button", { type: "button", class: "link head", title: `Sort by ${c.label}`, onclick: () => sortBy(c) }, c.name), make("span", { class: "quiet kind" }, words(c.kind)))))),
      make("tbody", {}, regions.map((row) => make("tr", {}, make("th", { scope: "row" }, regionName(row.region)),
        columns.map((c) => (row.cells.has(c.n) ? cellButton(row.cells.get(c.n), row.region, c) : make("td", { class: "num none" }, ""))))))) : null);
    pager("row-pager", shown.regions.length, ROWS, "row", "regions");
    pager("column-pager", shown.columns.length, COLUMNS, "column", "sources");
  }
  const regionName = (region) => {
    const parts = region.path.split(" / ");
    return [parts.length > 1 ? make("span", { class: "quiet" }, `${parts.slice(0, -1).join(" / ")} / `) : null, parts.at(-1)].filter(Boolean);
  };
  function pager(id, all, size, which, name) {
    const at = page[which];
    const step = (by) => () => { page[which] = at + by; draw(); };
    tally.show(id, all > size ? [
      make("button", { type: "button", disabled: at === 0, onclick: step(-size), "aria-label": `Previous ${name}` }, "←"),
      make("span", {}, ` ${name} ${at + 1}–${Math.min(all, at + size)} of ${tally.count(all)} `),
      make("button", { type: "button", disabled: at + size >= all, onclick: step(size), "aria-label": `More ${name}` }, "→")] : []);
  }

  tally.show("save", tally.saveButtons("by-source-and-region", () => shown.kept.map((c) => ({
    measure: field("measure").value.split(" ")[0], unit: field("measure").value.split(" ")[1], basis: field("basis").value, period: c[PERIOD] ?? "",
    region_path: book.regions[c[REGION]].path, country_code: book.regions[c[REGION]].country, source_name: book.claimants[c[SOURCE]].name,
    source_kind: book.claimants[c[SOURCE]].kind, value: c[VALUE], value_low: c[LOW], value_high: c[HIGH], figures: c[FIGURES], articles: c[ARTICLES],
  }))));
  await refresh();
});
