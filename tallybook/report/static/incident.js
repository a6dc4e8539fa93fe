// One incident: tolls by source side by side, how they grew, and the articles. incident.html#INCIDENT_ID.
"use strict";

tally.page(async () => {
  const { make, words, charts } = tally;
  const A_FILE = 25;

  async function refresh() {
    const [book, list] = await Promise.all([tally.ledger(), tally.load("incidents/list")]);
    let id = decodeURIComponent(location.hash.slice(1));
    let n = list.findIndex((i) => i.incident_id === id);
    while (n >= 0 && list[n].merged_into) { id = list[n].merged_into; n = list.findIndex((i) => i.incident_id === id); }
    if (n < 0) { tally.show("heading", "No such incident"); tally.show("about", "An incident's id belongs after the # of this page's address."); tally.show("tolls"); return; }
    const { incident, tolls, timeline, articles } = (await tally.load(`incidents/${Math.floor(n / A_FILE)}`))[n % A_FILE];
    document.title = `${incident.label} · Tallybook`;
    tally.show("heading", incident.label);
    tally.show("about", [words(incident.incident_type), book.regions[incident.region]?.path, tally.period(incident.started_on, incident.ended_on), tally.many(incident.articles, "article"), tally.many(incident.sources, "source")].filter(Boolean).join(" · "));
    const key = (r) => `${r.measure} ${r.unit}`;
    const label = (r) => book.claimants[r.source].label;
    tally.show("tolls", [...d3.group(tolls, key)].map(([measure, own]) => {
      const name = `${words(own[0].measure)}${own[0].unit === "person" ? "" : ` (${own[0].unit}s)`}`;
      const claims = own.map((r, i) => ({ ...r, n: i, label: label(r) }));
      const grown = timeline.filter((r) => key(r) === measure && r.published_at).map((r) => ({ label: label(r), at: new Date(`${r.published_at}Z`), value: r.value, previous: r.previous_value, until: until(own, r) }));
      return make("section", {}, make("h2", {}, `${name[0].toUpperCase()}${name.slice(1)}: the latest of each source`),
        charts.ranges(claims.slice(0, 20), own[0].measure, `${name}: ${claims.map((c) => `${c.label} ${tally.spoken(c.value, c.value_low, c.value_high)}`).join("; ")}`),
        charts.table(["Source", "Latest", "First", "First said", "Last said", "Revisions", "Articles", "Figures"], claims.map((c) => [c.label, tally.value(c.value, c.value_low, c.value_high), tally.count(c.first_value ?? c.value), tally.day(c.first_said_at), tally.day(c.last_said_at), tally.count(c.revisions), tally.count(c.articles), charts.figuresButton(c.figures, `${c.label}: ${name}`)]), { numeric: [1, 2, 5, 6] }),
        grown.length > 1 ? [make("h3", {}, "How the toll grew"), make("p", { class: "quiet" }, "Each step is a new value of a source, at the time of publication."), legend(grown), charts.steps(grown, `${name}: toll by source over time`)] : null);
    }));
    tally.show("articles", make("ul", { class: "plain" }, articles.map(([article_id, title, publisher, published_at]) => make("li", {}, make("a", { href: tally.articleLink(article_id) }, title ?? "untitled"), ` ${[publisher, tally.day(published_at)].filter(Boolean).join(", ")}`))));
  }
  const until = (tolls, r) => { const last = tolls.find((t) => t.source === r.source)?.last_said_at; return last ? new Date(`${last}Z`) : null; };
  const legend = (rows) => make("ul", { class: "legend" }, [...new Set(rows.map((r) => r.label))].map((l, i) => make("li", {}, make("span", { class: `swatch s${i % 8}`, "aria-hidden": "true" }), l)));
  addEventListener("hashchange", () => refresh().catch(tally.fail));
  await refresh();
});
