// Map: the largest value that any one source gives for a region, as a point where the place is known closer than its country.
"use strict";

tally.page(async () => {
  const [book, world] = await Promise.all([tally.ledger(), tally.load("world", "static/vendor/world.js")]);
  const { make, words, charts } = tally;
  const countries = topojson.feature(world, world.objects.countries);
  const borders = topojson.mesh(world, world.objects.countries, (a, b) => a !== b);
  const form = document.getElementById("filters");
  const field = (name) => form.elements[name];
  const chosen = tally.settings(form, refresh);
  const key = (d) => `${d.measure} ${d.unit} ${d.basis}`;
  const files = book.cells.filter((d) => d.grain === "all" || d.grain === "latest");
  const keys = [...new Set(files.map(key))].sort((a, b) => (b === "killed person new") - (a === "killed person new") || a.localeCompare(b));
  tally.selectOptions(field("measure"), keys.map((k) => { const [m, u, b] = k.split(" "); return [k, `${words(m)}${u === "person" ? "" : ` (${u}s)`}, ${b}`]; }), chosen.get("measure") ?? keys[0]);
  tally.selectOptions(field("country"), [["", "all countries"], ...[...book.countries].sort((a, b) => a[1].localeCompare(b[1]))], chosen.get("country"));
  if (!keys.length) { tally.show("map", make("p", { class: "empty" }, "No figure of this ledger has both a source and a place.")); return; }
  const LISTED = 30;
  const EXACT = new Set(["point", "neighbourhood", "city"]);

  /** Where a region is drawn: itself, or the nearest region around it that has coordinates, unless that is the country. */
  function spot(region) {
    let at = region;
    while (at && at.latitude === null) at = book.regions[at.parent];
    return !at || at.depth === 0 ? null : { longitude: at.longitude, latitude: at.latitude, exact: at === region && EXACT.has(region.precision), of: at };
  }

  let rows = [];
  async function refresh() {
    const file = files.find((d) => key(d) === field("measure").value);
    const country = field("country").value;
    const byRegion = new Map();
    // own_value: what names this very region; a total with its subregions would stand on the map twice
    for (const c of await tally.load(file.file)) {
      const own = c[5];
      const region = book.regions[c[0]];
      if (own === null || (country && region.country !== country)) continue;
      const claim = { source: book.claimants[c[1]], value: own, cell: c };
      if (byRegion.has(c[0])) byRegion.get(c[0]).claims.push(claim); else byRegion.set(c[0], { region, claims: [claim] });
    }
    rows = [...byRegion.values()].map((r) => ({ ...r, claims: r.claims.sort((a, b) => b.value - a.value), spot: spot(r.region) })).map((r) => ({ ...r, value: r.claims[0].value, ...(r.spot ?? {}) })).sort((a, b) => b.value - a.value);
    const points = rows.filter((r) => r.spot);
    const wide = rows.filter((r) => !r.spot);
    const shaded = d3.rollup(wide.filter((r) => r.region.country), (own) => d3.max(own, (r) => r.value), (r) => r.region.country);
    const measure = field("measure").value.split(" ")[0];
    const colour = `var(--${tally.hue(measure)}-strong)`;
    const say = (r) => `${r.region.path}\n${r.claims.slice(0, 6).map((c) => `${c.source.label}: ${tally.count(c.value)}`).join("\n")}${r.claims.length > 6 ? `\nand ${r.claims.length - 6} more` : ""}\n${precision(r)}`;
    document.getElementById("found").textContent = `${tally.many(points.length, "place")} on the map, ${tally.many(wide.length, "region")} known only by country or without coordinates`;
    const outline = area(points, wide);
    tally.show("map", charts.box(`Map of ${words(measure)}: ${points.slice(0, 10).map((r) => `${r.region.path} ${tally.count(r.value)}`).join("; ")}`, (width) => ({
      width, height: Math.max(280, Math.min(620, width * 0.56)), margin: 0,
      projection: { type: outline && !outline.wide ? "mercator" : "equal-earth", domain: outline ?? { type: "Sphere" }, inset: 24 },
      r: { range: [3, 22], domain: [0, Math.max(1, d3.max(points, (r) => r.value) ?? 1)], type: "sqrt" },
      marks: [
        Plot.geo(countries, { fill: (c) => (shaded.has(c.id) ? "tinted" : "bare"), stroke: "none" }),
        Plot.geo(borders, { stroke: "var(--paper)", strokeWidth: 0.7 }),
        Plot.dot(points.filter((r) => !r.exact), { x: "longitude", y: "latitude", r: "value", fill: colour, fillOpacity: 0.1, stroke: colour, strokeWidth: 1.5, strokeDasharray: "3 2.5" }),
        Plot.dot(points.filter((r) => r.exact), { x: "longitude", y: "latitude", r: "value", fill: colour, fillOpacity: 0.5, stroke: colour, strokeWidth: 1.5 }),
        Plot.tip(points, Plot.pointer({ x: "longitude", y: "latitude", title: say })),
        Plot.text(apart(points, outline, width < 520 ? 4 : 12), { x: "longitude", y: "latitude", text: (r) => r.region.name, dy: -9, lineAnchor: "bottom", fontWeight: 600, fill: "var(--ink)", stroke: "var(--land)", strokeWidth: 3, pointerEvents: "none" }),
      ],
      color: { type: "categorical", domain: ["bare", "tinted"], range: ["var(--land)", `color-mix(in oklab, ${colour} 26%, var(--land))`] },
    }), { "data-points": points.length }));
    const list = (some) => charts.table(["Region", "Largest value", "Given by", "Place", "Figures"], some.map((r) => [r.region.path, tally.count(r.value), `${r.claims[0].source.label}${r.claims.length > 1 ? ` (of ${tally.many(r.claims.length, "source")})` : ""}`, precision(r),
      charts.figuresButton([...new Set(r.claims.flatMap((c) => c.cell[8]))], `${words(measure)}, ${r.region.path}`)]), { numeric: [1], open: true, summary: tally.many(some.length, "region") });
    const most = (some) => (some.length > LISTED ? make("p", { class: "quiet" }, `The ${LISTED} largest of ${tally.count(some.length)}; all are in the file that you save.`) : null);
    tally.show("places", points.length ? [make("h2", {}, "On the map"), list(points.slice(0, LISTED)), most(points)] : null);
    tally.show("wide", wide.length ? [make("h2", {}, "Not drawn as points"), make("p", { class: "quiet" }, "Known only by country, or a place whose position is not known: the country is tinted."), list(wide.slice(0, LISTED)), most(wide)] : null);
  }
  function precision(r) {
    if (!r.spot) return r.region.depth === 0 ? "known by country" : "position unknown";
    if (r.spot.of !== r.region) return `drawn at ${r.spot.of.name}`;
    return r.region.precision ?? "region";
  }
  /** The largest places, without those whose names would stand on one another. */
  function apart(points, outline, most) {
    const [west, south] = outline?.coordinates[0] ?? [-180, -80];
    const [east, north] = outline?.coordinates[1] ?? [180, 80];
    const named = [];
    for (const p of points) {
      if (named.length < most && named.every((q) => Math.abs(q.longitude - p.longitude) > (east - west) * 0.12 || Math.abs(q.latitude - p.latitude) > (north - south) * 0.06)) named.push(p);
    }
    return named;
  }
  /** The part of the world that holds what is shown; null for all of it. */
  function area(points, wide) {
    const codes = new Set([...points, ...wide].map((r) => r.region.country));
    const close = points.map((r) => [r.longitude, r.latitude]);
    const shapes = field("area").value === "world" ? [] : wide.length && codes.size <= 4 ? countries.features.filter((c) => codes.has(c.id)) : [];
    if (field("area").value === "world") return null;
    if (!close.length && !shapes.length) return null;
    const corners = [...close, ...shapes.flatMap((s) => { const [[w, s1], [e, n]] = d3.geoBounds(s); return e < w ? [] : [[w, s1], [e, n]]; })];
    const [west, east] = d3.extent(corners, (c) => c[0]);
    const [south, north] = d3.extent(corners, (c) => c[1]);
    const spare = Math.max(2.5, (east - west) * 0.08, (north - south) * 0.08);
    return { type: "MultiPoint", wide: east - west > 120, coordinates: [[west - spare, Math.max(-80, south - spare)], [east + spare, Math.min(82, north + spare)]] };
  }
  tally.show("save", tally.saveButtons("map", () => rows.flatMap((r) => r.claims.map((c) => ({ region_path: r.region.path, country_code: r.region.country, source_name: c.source.name, source_kind: c.source.kind, value: c.value, place: precision(r), latitude: r.spot ? r.latitude : null, longitude: r.spot ? r.longitude : null })))));
  await refresh();
});
