// Disagreements: the list, filtered and sorted, each with its ranges; #id=… shows one alone.
"use strict";

tally.page(async () => {
  const [book, list] = await Promise.all([tally.ledger(), tally.load("disagreements/list")]);
  const { make, words, charts } = tally;
  const form = document.getElementById("filters");
  const A_PAGE = 6;
  const A_FILE = 50;
  const things = list.map(([id, measure, unit, basis, region, spread, ratio, said, sources], n) => ({ n, id, measure, unit, basis, region: book.regions[region], spread, ratio, said, sources }));
  let at = 0;
  let kept = things;
  const chosen = tally.settings(form, () => { at = 0; return draw(); });
  const field = (name) => form.elements[name];
  const options = (name, all, values, label = words) => tally.selectOptions(field(name), [["", all], ...[...new Set(values)].filter(Boolean).sort((a, b) => label(a).localeCompare(label(b))).map((v) => [v, label(v)])], chosen.get(name));
  options("measure", "all measures", things.map((t) => t.measure));
  options("basis", "all bases", things.map((t) => t.basis));
  options("country", "all countries", things.map((t) => t.region?.country), (c) => book.countries.get(c) ?? c);
  if (chosen.get("sort")) field("sort").value = chosen.get("sort");
  if (chosen.get("words")) field("words").value = chosen.get("words");
  let single = chosen.get("id");

  async function draw() {
    const by = { spread: (a, b) => b.spread - a.spread, ratio: (a, b) => (b.ratio ?? Infinity) - (a.ratio ?? Infinity), newest: (a, b) => b.said.localeCompare(a.said), sources: (a, b) => b.sources - a.sources }[field("sort").value];
    const sought = field("words").value.trim().toLowerCase();
    kept = single ? things.filter((t) => t.id === single) : things.filter((t) => (!field("measure").value || t.measure === field("measure").value) && (!field("basis").value || t.basis === field("basis").value) &&
      (!field("country").value || t.region?.country === field("country").value) && (!sought || (t.region?.path ?? "").toLowerCase().includes(sought)));
    kept = [...kept].sort((a, b) => by(a, b) || a.n - b.n);
    const page = kept.slice(at, at + A_PAGE);
    const whole = await Promise.all(page.map(async (t) => (await tally.load(`disagreements/${Math.floor(t.n / A_FILE)}`))[t.n % A_FILE]));
    document.getElementById("found").textContent = kept.length ? tally.many(kept.length, "disagreement") : things.length ? "Nothing matches these filters." : "No two sources of this ledger give different values of one thing.";
    tally.show("disagreements", single && kept.length ? make("p", {}, make("button", { type: "button", onclick: () => { single = null; history.replaceState(null, "", "#"); draw().catch(tally.fail); } }, "Show all disagreements")) : null,
      whole.map((d) => charts.disagreement(d, book, { heading: "h2" })));
    tally.show("pager", kept.length > A_PAGE ? [
      make("button", { type: "button", disabled: at === 0, onclick: () => turn(-A_PAGE) }, "← Previous"),
      make("span", {}, ` ${at + 1}–${Math.min(kept.length, at + A_PAGE)} of ${tally.count(kept.length)} `),
      make("button", { type: "button", disabled: at + A_PAGE >= kept.length, onclick: () => turn(A_PAGE) }, "Next →")] : []);
  }
  const turn = (by) => { at += by; draw().then(() => document.getElementById("found").scrollIntoView()).catch(tally.fail); };
  addEventListener("hashchange", () => { single = new URLSearchParams(location.hash.slice(1)).get("id"); draw().catch(tally.fail); });
  tally.show("save", tally.saveButtons("disagreements", () => kept.map((t) => ({ disagreement_id: t.id, measure: t.measure, unit: t.unit, basis: t.basis, region_path: t.region?.path ?? null, spread: t.spread, ratio: t.ratio, sources: t.sources, last_said_at: t.said }))));
  await draw();
});
