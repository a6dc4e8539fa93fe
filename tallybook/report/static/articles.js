// All articles, searched by title and publisher.
"use strict";

tally.page(async () => {
  const list = await tally.load("articles/list");
  const { make } = tally;
  const form = document.getElementById("filters");
  const field = (name) => form.elements[name];
  const A_PAGE = 50;
  let at = 0;
  const all = list.map(([id, title, publisher, day, figures, copy]) => ({ id, title: title ?? "untitled", publisher: publisher ?? "", day, figures, copy, text: `${title ?? ""} ${publisher ?? ""}`.toLowerCase() }));
  const chosen = tally.settings(form, () => { at = 0; draw(); });
  for (const name of ["words", "show", "sort"]) if (chosen.get(name)) field(name).value = chosen.get(name);
  function draw() {
    const sought = field("words").value.trim().toLowerCase();
    const kept = all.filter((a) => (!sought || a.text.includes(sought)) && (field("show").value !== "figures" || a.figures > 0));
    if (field("sort").value === "figures") kept.sort((a, b) => b.figures - a.figures);
    document.getElementById("found").textContent = tally.many(kept.length, "article");
    tally.show("articles", make("ul", { class: "plain list" }, kept.slice(at, at + A_PAGE).map((a) => make("li", {}, make("a", { href: tally.articleLink(a.id) }, a.title), make("span", { class: "quiet" }, ` ${[a.publisher, tally.day(a.day), tally.many(a.figures, "figure"), a.copy && "copy"].filter(Boolean).join(" · ")}`)))));
    const turn = (by) => () => { at += by; draw(); };
    tally.show("pager", kept.length > A_PAGE ? [make("button", { type: "button", disabled: at === 0, onclick: turn(-A_PAGE) }, "← Previous"), make("span", {}, ` ${at + 1}–${Math.min(kept.length, at + A_PAGE)} of ${tally.count(kept.length)} `), make("button", { type: "button", disabled: at + A_PAGE >= kept.length, onclick: turn(A_PAGE) }, "Next →")] : []);
  }
  draw();
});
