// One figure under its permanent link, figure.html#FIGURE_ID, with its evidence and how to cite it.
"use strict";

tally.page(async () => {
  const { make, words } = tally;

  async function refresh() {
    const id = decodeURIComponent(location.hash.slice(1));
    const number = id ? await tally.numberOf("figure", id) : undefined;
    if (number === undefined) {
      tally.show("heading", "No such figure");
      tally.show("figure", make("p", {}, id ? "This ledger holds no figure of that id." : "A figure's id belongs after the # of this page's address."));
      return;
    }
    const [f] = await tally.figures([number]);
    const article = await tally.article(f.article);
    const others = await tally.figures(article.figures);
    const name = `${tally.figureValue(f)} ${words(f.measure)}`;
    document.title = `${name} · Tallybook`;
    tally.show("heading", tally.figureValue(f), " ", make("span", { class: `tag ${tally.hue(f.measure)}` }, words(f.measure)));
    const citation = () => `${f.publisher ?? "Unknown publisher"}, “${f.title ?? "untitled"}”, ${tally.day(f.published_at)}: ${tally.spoken(f.value_best ?? f.value_high ?? f.value_low, f.value_low, f.value_high)} ${f.population} ${words(f.measure)}, ${tally.place(f.region)}, ${tally.period(f.period_start, f.period_end, f.period_text)}, according to ${tally.source(f)}. “${f.sentence}” Tallybook figure ${f.figure_id} (characters ${f.start_char}–${f.end_char}), ${location.href.split("#")[0]}#${encodeURIComponent(f.figure_id)}`;
    const sql = () => `select * from counted_figures where figure_id = '${f.figure_id.replaceAll("'", "''")}';`;
    const to = (other) => { const g = others.find((o) => o.figure_id === other); return make("a", { href: tally.figureLink(other) }, g ? `${g.number_text} ${words(g.measure)}` : other); };
    const linked = (ids) => ids.flatMap((other, i) => (i ? [", ", to(other)] : [to(other)]));
    const lines = [
      ["Counted", f.counted ? "yes" : `no: ${tally.reason(f.excluded_because)}`],
      ["Who is counted", `${f.population} (${f.unit})`], ["As written", `${f.number_text} (${words(f.qualifier)})`],
      ["Least, best, most", [f.value_low, f.value_best, f.value_high].map((v) => (v === null ? "not stated" : tally.count(v))).join(" · ")],
      ["Source", [tally.source(f), f.source_kind && words(f.source_kind), f.speaker && `speaker ${f.speaker}`, f.via_source_name && `via ${f.via_source_name}`, `attribution ${f.attribution}`].filter(Boolean).join(", ")],
      ["Certainty", f.certainty], ["Place", `${tally.place(f.region)}${f.place_text ? ` (“${f.place_text}”, ${words(f.place_precision)})` : ""}`],
      ["Period", `${tally.period(f.period_start, f.period_end, f.period_text)}${f.period_text && f.period_start ? ` (“${f.period_text}”)` : ""}`], ["Basis", words(f.basis)],
      ["Part of", f.part_of_figure_id && linked([f.part_of_figure_id])], ["Its parts", linked(others.filter((o) => o.part_of_figure_id === f.figure_id).map((o) => o.figure_id))],
      ["Repeats", f.restates_figure_id && linked([f.restates_figure_id])], ["Repeated by", linked(others.filter((o) => o.restates_figure_id === f.figure_id).map((o) => o.figure_id))],
      ["Replaced by", f.replaced_by_figure_id && linked([f.replaced_by_figure_id])], ["Lies within", f.within_figure_id && linked([f.within_figure_id])],
      ["Incident", f.incident_id && make("a", { href: tally.incidentLink(f.incident_id) }, "all reports of it")],
      ["Confidence", `${Math.round(f.confidence * 100)} %`], ["Read by", `engine ${f.engine_version}`], ["Id", make("code", {}, f.figure_id)],
    ].filter(([, told]) => told && told.length !== 0);
    tally.show("figure",
      make("blockquote", { class: "evidence" }, tally.sentence(f), make("footer", {}, make("a", { href: tally.articleLink(f.article_id, f.figure_id) }, f.title ?? "The article"), f.publisher ? `, ${f.publisher}` : "", `, ${tally.day(f.published_at)}`)),
      make("p", { class: "actions" }, tally.copyButton("Copy citation", citation), " ", tally.copyButton("Copy SQL", sql)),
      make("dl", { class: "wide" }, lines.map(([term, told]) => [make("dt", {}, term), make("dd", {}, told)])),
      make("details", {}, make("summary", {}, "Citation and SQL as text"), make("pre", { tabindex: "0", id: "citation" }, citation()), make("pre", { tabindex: "0", id: "sql" }, sql())));
  }
  addEventListener("hashchange", () => refresh().catch(tally.fail));
  await refresh();
});
