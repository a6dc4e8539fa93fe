// One article: its text with each figure marked where it stands, and the rows beside it. article.html#ID or #ID/FIGURE.
"use strict";

tally.page(async () => {
  const { make, words } = tally;

  async function refresh() {
    const [id, wanted] = location.hash.slice(1).split("/").map(decodeURIComponent);
    const number = id ? await tally.numberOf("article", id) : undefined;
    if (number === undefined) {
      tally.show("heading", "No such article");
      tally.show("about", id ? "This ledger holds no article of that id." : "An article's id belongs after the # of this page's address.");
      tally.show("text"); tally.show("rows"); tally.show("save");
      return;
    }
    const article = await tally.article(number);
    const figures = await tally.figures(article.figures);
    document.title = `${article.title ?? "Article"} · Tallybook`;
    tally.show("heading", article.title ?? "Article without a title");
    const kept = figures.filter((f) => f.counted).length;
    tally.show("about", [article.publisher, article.author, tally.day(article.published_at)].filter(Boolean).join(" · "), " · ",
      /^https?:\/\//.test(article.url ?? article.uri) ? make("a", { href: article.url ?? article.uri, rel: "noopener noreferrer nofollow" }, "original") : make("code", {}, article.uri.split("/").at(-1)),
      ` · ${tally.many(figures.length, "figure")}, ${kept} counted`);
    tally.show("notes", article.duplicate_of_article_id ? make("p", { class: "notice" }, "A copy of ", make("a", { href: tally.articleLink(article.duplicate_of_article_id) }, "another article"), ": its figures are not counted again.") : null,
      article.revision > 1 ? make("p", { class: "quiet" }, `Revision ${article.revision} of this article.`) : null);
    tally.show("text", marked(article.body, figures));
    tally.show("rows", figures.length ? figures.map((f) => row(f, figures)) : make("p", { class: "empty" }, "No figure was found in this article."));
    tally.show("save", figures.length ? tally.saveButtons(`article-${article.article_id}`, () => figures.map((f) => ({ figure_id: f.figure_id, measure: f.measure, population: f.population, value_low: f.value_low, value_best: f.value_best, value_high: f.value_high, qualifier: f.qualifier, number_text: f.number_text, start_char: f.start_char, end_char: f.end_char, basis: f.basis, period_start: f.period_start, period_end: f.period_end, region_path: f.region?.path ?? null, source_name: f.source_name, certainty: f.certainty, confidence: f.confidence, counted: String(f.counted), excluded_because: f.excluded_because, sentence: f.sentence }))) : null);
    if (wanted) choose(wanted, true);
  }

  /** The text in paragraphs, cut at the figures' spans. Spans count Unicode characters; JavaScript's strings do not. */
  function marked(body, figures) {
    const text = /[\ud800-\udfff]/.test(body) ? Array.from(body) : body;
    const piece = (from, to) => (typeof text === "string" ? text.slice(from, to) : text.slice(from, to).join(""));
    const byStart = d3.groups(figures, (f) => `${f.start_char} ${f.end_char}`).map(([, own]) => own).sort((a, b) => a[0].start_char - b[0].start_char);
    const out = [];
    let at = 0;
    for (const own of byStart) {
      const { start_char, end_char, measure } = own[0];
      if (start_char < at) continue; // within one that is marked already: its row still leads to the text
      out.push(piece(at, start_char));
      out.push(make("a", { class: `hit ${tally.hue(measure)}${own.some((f) => f.counted) ? "" : " uncounted"}`, href: `#row-${own[0].figure_id}`, "data-figures": own.map((f) => f.figure_id).join(" "), "data-start": start_char,
        "aria-label": `${piece(start_char, end_char)}: ${own.map((f) => words(f.measure)).join(" and ")}`,
        onclick: (event) => { event.preventDefault(); choose(own[0].figure_id); } }, piece(start_char, end_char)));
      at = end_char;
    }
    out.push(piece(at, text.length));
    return out;
  }

  function row(f, figures) {
    const here = new Map(figures.map((g) => [g.figure_id, g]));
    const to = (id) => {
      const g = here.get(id);
      return g ? make("a", { href: `#row-${id}`, onclick: (event) => { event.preventDefault(); choose(id, true); } }, `${g.number_text} ${words(g.measure)}`) : make("a", { href: tally.figureLink(id) }, "a figure of another article");
    };
    const list = (ids) => ids.flatMap((id, i) => (i ? [", ", to(id)] : [to(id)]));
    const parts = figures.filter((g) => g.part_of_figure_id === f.figure_id).map((g) => g.figure_id);
    const again = figures.filter((g) => g.restates_figure_id === f.figure_id).map((g) => g.figure_id);
    const line = (name, ...told) => (told.some((t) => t !== null && t !== undefined && t !== "") ? [make("dt", {}, name), make("dd", {}, ...told.filter(Boolean))] : []);
    return make("article", { class: f.counted ? "row" : "row uncounted", id: `row-${f.figure_id}`, tabindex: "-1", "data-figure": f.figure_id },
      make("h3", {}, make("button", { type: "button", class: "link card-value", onclick: () => choose(f.figure_id), title: "Show in the text" }, tally.figureValue(f)), " ", make("span", { class: `tag ${tally.hue(f.measure)}` }, words(f.measure)), " ", make("span", { class: "quiet" }, f.population)),
      f.counted ? null : make("p", { class: "why" }, `Not counted: ${tally.reason(f.excluded_because)}`),
      make("dl", {},
        line("Source", tally.source(f), f.source_kind && f.source_kind !== f.source_name?.toLowerCase() ? `, ${words(f.source_kind)}` : "", f.speaker ? `, ${f.speaker}` : "", f.via_source_name ? `, via ${f.via_source_name}` : ""),
        line("Place", tally.place(f.region)), line("Period", tally.period(f.period_start, f.period_end, f.period_text)), line("Basis", words(f.basis), f.certainty === "reported" ? "" : `, ${f.certainty}`),
        line("Part of", f.part_of_figure_id ? to(f.part_of_figure_id) : null), line("Parts", ...list(parts)), line("Repeats", f.restates_figure_id ? to(f.restates_figure_id) : null), line("Repeated by", ...list(again)),
        line("Incident", f.incident_id ? make("a", { href: tally.incidentLink(f.incident_id) }, "all reports of it") : null),
        line("Confidence", make("meter", { min: 0, max: 1, value: f.confidence, "aria-label": "Confidence" }), ` ${Math.round(f.confidence * 100)} %`)),
      make("p", { class: "card-foot" }, make("a", { href: tally.figureLink(f.figure_id) }, "Link to cite")));
  }

  function choose(id, fromRow = false) {
    document.querySelectorAll(".chosen").forEach((e) => e.classList.remove("chosen"));
    const hit = [...document.querySelectorAll(".hit")].find((e) => e.dataset.figures.split(" ").includes(id));
    const beside = document.querySelector(`[data-figure="${CSS.escape(id)}"]`);
    hit?.classList.add("chosen");
    beside?.classList.add("chosen");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    hit?.scrollIntoView({ block: "center", behavior: calm });
    if (beside && (fromRow || innerWidth > 900)) beside.scrollIntoView({ block: "nearest", behavior: calm });
    beside?.focus({ preventScroll: true });
  }
  addEventListener("hashchange", () => refresh().catch(tally.fail));
  await refresh();
});
