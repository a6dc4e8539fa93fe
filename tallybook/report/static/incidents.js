// The list of incidents.
"use strict";

tally.page(async () => {
  const [book, all] = await Promise.all([tally.ledger(), tally.load("incidents/list")]);
  const { make, words } = tally;
  const form = document.getElementById("filters");
  const field = (name) => form.elements[name];
  const A_PAGE = 50;
  let at = 0;
  let kept = [];
  const incidents = all.filter((i) => !i.merged_into);
  const chosen = tally.settings(form, () => { at = 0; draw(); });
  const options = (name, first, values, label) => tally.selectOptions(field(name), [["", first], ...[...new Set(values)].filter(Boolean).sort((a, b) => label(a).localeCompare(label(b))).map((v) => [v, label(v)])], chosen.get(name));
  options("type", "all types", incidents.map((i) => i.incident_type), words);
  options("country", "all countries", incidents.map((i) => i.country_code), (c) => book.countries.get(c) ?? c);
  if (chosen.get("sort")) field("sort").value = chosen.get("sort");
  function draw() {
    const by = { newest: () => 0, articles: (a, b) => b.articles - a.articles, sources: (a, b) => b.sources - a.sources }[field("sort").value];
    kept = incidents.filter((i) => (!field("type").value || i.incident_type === field("type").value) && (!field("country").value || i.country_code === field("country").value)).sort(by);
    document.getElementById("found").textContent = tally.many(kept.length, "incident");
    tally.show("incidents", make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Incidents" }, make("table", {}, make("thead", {}, make("tr", {}, ["Incident", "Type", "Place", "Began", "Articles", "Publishers", "Sources"].map((h, i) => make("th", { scope: "col", class: i > 3 ? "num" : null }, h)))),
      make("tbody", {}, kept.slice(at, at + A_PAGE).map((i) => make("tr", {}, make("th", { scope: "row" }, make("a", { href: tally.incidentLink(i.incident_id) }, i.label)), make("td", {}, words(i.incident_type)), make("td", {}, book.regions[i.region]?.path ?? book.countries.get(i.country_code) ?? "–"), make("td", {}, tally.day(i.started_on)),
        [i.articles, i.publishers, i.sources].map((n) => make("td", { class: "num" }, tally.count(n)))))))));
    const turn = (by2) => () => { at += by2; draw(); };
    tally.show("pager", kept.length > A_PAGE ? [make("button", { type: "button", disabled: at === 0, onclick: turn(-A_PAGE) }, "← Previous"), make("span", {}, ` ${at + 1}–${Math.min(kept.length, at + A_PAGE)} of ${tally.count(kept.length)} `), make("button", { type: "button", disabled: at + A_PAGE >= kept.length, onclick: turn(A_PAGE) }, "Next →")] : []);
  }
  tally.show("save", tally.saveButtons("incidents", () => kept.map((i) => ({ incident_id: i.incident_id, incident_type: i.incident_type, label: i.label, country_code: i.country_code, started_on: i.started_on, ended_on: i.ended_on, articles: i.articles, publishers: i.publishers, sources: i.sources }))));
  draw();
});
