// Shared by all pages: loads data files, looks things up by number, makes elements. Every text goes in as text
// (textContent, attributes of fixed names): nothing that an article says is ever read as markup.
"use strict";

const tally = (() => {
  const waiting = new Map();
  const kept = new Map();
  const root = document.documentElement;

  /** Called by each data file with its name and value. */
  function receive(name, value) {
    waiting.get(name)?.resolve(value);
  }

  /** The value of data file `name`; each is loaded once, by a script element, for pages opened from disk cannot fetch. */
  function load(name, path = `data/${name}.js`) {
    if (!kept.has(name)) {
      kept.set(name, new Promise((resolve, reject) => {
        waiting.set(name, { resolve });
        const script = document.createElement("script");
        script.src = path;
        script.onerror = () => reject(new Error(`${path} could not be loaded; copy the whole folder, or build it anew`));
        script.onload = () => script.remove();
        document.head.append(script);
      }));
    }
    return kept.get(name);
  }

  let book;
  async function ledger() {
    if (!book) {
      const raw = await load("ledger");
      const regions = raw.regions.map(([id, name, path, parent, country, latitude, longitude, depth, precision], n) =>
        ({ n, id, name, path, parent, country, latitude, longitude, depth, precision }));
      const claimants = raw.claimants.map(([name, kind, ownVoice], n) =>
        ({ n, name: name ?? "unknown", kind: ownVoice ? "publisher" : kind ?? "unnamed", ownVoice,
           label: ownVoice ? `${name ?? "unknown"} (own voice)` : name ?? "unknown" }));
      const countries = new Map(regions.filter((r) => r.country && r.depth === 0).map((r) => [r.country, r.name]));
      book = { ...raw, regions, claimants, countries };
    }
    return book;
  }

  const bytes = new TextEncoder();
  const shard = (id, shards) => bytes.encode(id).reduce((sum, byte) => sum + byte, 0) % shards;

  async function numberOf(kind, id) {
    const { shards } = await ledger();
    return (await load(`${kind}_ids/${shard(id, shards)}`))[id];
  }

  const records = (file) => {
    file.records ??= file.rows.map((row) => Object.fromEntries(file.columns.map((name, i) => [name, row[i]])));
    return file.records;
  };

  /** The figures of these numbers, in that order, each with its article's id, title, publisher and date. */
  async function figures(numbers) {
    const size = (await ledger()).figures_a_file;
    const files = await Promise.all([...new Set(numbers.map((n) => Math.floor(n / size)))].map((k) => load(`figures/${k}`).then((file) => [k, file])));
    const byNumber = new Map(files);
    const { regions } = await ledger();
    return numbers.map((n) => {
      const file = byNumber.get(Math.floor(n / size));
      const figure = records(file)[n % size];
      const [article_id, title, publisher, published_at] = file.articles[figure.article];
      return { ...figure, n, article_id, title, publisher, published_at, region: regions[figure.region] ?? null };
    });
  }

  async function article(number) {
    const size = (await ledger()).articles_a_file;
    return records(await load(`articles/${Math.floor(number / size)}`))[number % size];
  }

  // ---- Elements

  /** An element: `make("a", { class: "x", href: "…" }, "text", child)`; `null` children are left out. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  const show = (id, ...children) => document.getElementById(id).replaceChildren(...children.flat(9).filter(Boolean));

  function fail(error) {
    console.error(error);
    document.querySelector("main").prepend(make("p", { class: "notice", role: "alert" }, String(error.message ?? error)));
  }

  const selectOptions = (select, options, chosen) => {
    select.replaceChildren(...options.map(([value, label]) => make("option", { value, selected: value === chosen }, label)));
    if (options.some(([value]) => value === chosen)) select.value = chosen;
  };

  // ---- Words

  const words = (text) => (text === "un" ? "UN" : text === "ngo" ? "NGO" : String(text ?? "").replaceAll("_", " "));
  const thousands = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
  const count = (n) => thousands.format(n);
  const many = (n, one, more = `${one}s`) => `${count(n)} ${n === 1 ? one : more}`;

  /** A value with what its words allow: 104, 104+, ≤ 104, ~ 104, 80–104. */
  function value(v, low, high) {
    if (v === null || v === undefined) return "–";
    if (low === v && high === v) return count(v);
    if (high === null && low === v) return `${count(v)}+`;
    if (high === null || high === undefined) return `~ ${count(v)}`;
    if (low === null || low === 0) return high === v ? `≤ ${count(v)}` : `≤ ${count(high)}`;
    return `${count(low)}–${count(high)}`;
  }
  function spoken(v, low, high) {
    const shown = value(v, low, high);
    return shown.replace(/^(.*)\+$/, "at least $1").replace("≤", "at most").replace("~", "about").replace("–", " to ");
  }
  const figureValue = (f) => value(f.value_best ?? f.value_high ?? f.value_low, f.value_low, f.value_high);

  const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const date = (iso) => (iso ? new Date(`${iso.slice(0, 10)}T00:00:00Z`) : null);
  const day = (iso) => (iso ? dayFormat.format(date(iso)) : "no date");
  function period(start, end, text) {
    if (!start && !end) return text ? `“${text}”` : "not stated";
    if (start === end) return day(start);
    return `${start ? day(start) : "…"} – ${end ? day(end) : "…"}`;
  }
  const place = (region) => region?.path ?? "place unknown";
  const source = (f) => f.source_name ?? `${f.publisher ?? "the article"} (own voice)`;

  const REASONS = {
    part_of: "part of a larger figure", restates: "repeats a figure of this article", duplicate_article: "stands in a copy of another article",
    superseded_revision: "stands in a version since replaced", denied: "denied or withdrawn", repeats_same_claim: "repeats what the same source said before",
    revised: "revised by a later figure of the same source", within_wider_figure: "lies within a figure for a wider region",
  };
  const reason = (code) => REASONS[code] ?? words(code);

  /** The class that colours a measure; known once the ledger is loaded. */
  const hue = (measure) => book?.hues[measure] ?? "m13";

  const figureLink = (id) => `figure.html#${encodeURIComponent(id)}`;
  const articleLink = (id, figure) => `article.html#${encodeURIComponent(id)}${figure ? `/${encodeURIComponent(figure)}` : ""}`;
  const incidentLink = (id) => `incident.html#${encodeURIComponent(id)}`;

  /** A sentence with its number marked. */
  function sentence(f) {
    const marked = f.number_at >= 0;
    const text = [...f.sentence];
    const size = [...f.number_text].length;
    return make("q", { class: "sentence" }, marked
      ? [text.slice(0, f.number_at).join(""), make("mark", { class: hue(f.measure) }, text.slice(f.number_at, f.number_at + size).join("")), text.slice(f.number_at + size).join("")]
      : f.sentence);
  }

  /** A figure in a list: value, measure, who, where, when, the sentence, and the way to both pages. */
  function figureCard(f) {
    return make("article", { class: f.counted ? "card" : "card uncounted" },
      make("p", { class: "card-head" },
        make("a", { href: figureLink(f.figure_id), class: "card-value" }, figureValue(f)),
        " ", make("span", { class: `tag ${hue(f.measure)}` }, words(f.measure)), " ", make("span", { class: "quiet" }, f.population)),
      sentence(f),
      make("p", { class: "card-foot" }, source(f), " · ", place(f.region), " · ", period(f.period_start, f.period_end, f.period_text), " · ",
        make("a", { href: articleLink(f.article_id, f.figure_id) }, f.title ?? "the article"), f.publisher ? `, ${f.publisher}` : "", `, ${day(f.published_at)}`),
      f.counted ? null : make("p", { class: "why" }, `Not counted: ${reason(f.excluded_because)}`));
  }

  const PANEL = 20;
  /** Fill a dialog with the figures behind something and open it. */
  async function openFigures(heading, numbers) {
    const dialog = document.getElementById("figures-dialog");
    const list = make("div", { class: "cards" });
    const more = make("button", { type: "button", class: "more" });
    let shown = 0;
    const next = async () => {
      const found = await figures(numbers.slice(shown, shown + PANEL));
      list.append(...found.map(figureCard));
      shown += found.length;
      more.hidden = shown >= numbers.length;
      more.textContent = `Show more (${count(numbers.length - shown)} left)`;
    };
    more.addEventListener("click", () => next().catch(fail));
    dialog.replaceChildren(
      make("div", { class: "dialog-head" }, make("h2", { id: "figures-heading" }, heading),
        make("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => dialog.close() }, "×")),
      make("p", { class: "quiet" }, many(numbers.length, "figure"), " behind this value"), list, more);
    await next();
    dialog.showModal();
  }

  // ---- Taking away what is shown

  function save(name, parts, type) {
    const link = make("a", { href: URL.createObjectURL(new Blob(parts, { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  const cell = (v) => {
    if (v === null || v === undefined) return "";
    // A text that opens so is a formula to a spreadsheet; the apostrophe makes it text.
    const text = typeof v === "string" && /^[=+\-@\t\r]/.test(v) ? `'${v}` : String(v);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const csv = (rows) => {
    const names = Object.keys(rows[0] ?? {});
    return [names, ...rows.map((row) => names.map((name) => row[name]))].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
  };
  function parquet(rows) {
    const columnData = Object.keys(rows[0] ?? {}).map((name) => {
      const data = rows.map((row) => row[name] ?? null);
      const numeric = data.every((v) => v === null || typeof v === "number");
      return { name, data: numeric ? data : data.map((v) => (v === null ? null : String(v))), type: numeric ? "DOUBLE" : "STRING", nullable: true };
    });
    return parquetWriter.parquetWriteBuffer({ columnData });
  }
  /** Two buttons that save `rows()`, what the page shows now. */
  function saveButtons(name, rows) {
    return make("span", { class: "save" }, "Save what is shown: ",
      make("button", { type: "button", "data-save": "csv", onclick: () => save(`${name}.csv`, ["\ufeff", csv(rows())], "text/csv") }, "CSV"),
      " ", make("button", { type: "button", "data-save": "parquet", onclick: () => {
        save(`${name}.parquet`, [parquet(rows())], "application/vnd.apache.parquet");
      } }, "Parquet"));
  }

  function copyButton(label, text) {
    const button = make("button", { type: "button", class: "copy" }, label);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text());
      } catch {
        const area = make("textarea", { class: "offscreen", "aria-label": "To copy" });
        area.value = text();
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
      }
      button.textContent = "Copied";
      document.getElementById("status").textContent = `${label}: copied`;
      setTimeout(() => { button.textContent = label; }, 1500);
    });
    return button;
  }

  // ---- Light and dark

  function theme() {
    const button = document.getElementById("theme");
    const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
    const tell = () => { button.textContent = dark() ? "Light" : "Dark"; button.setAttribute("aria-label", `Switch to ${dark() ? "light" : "dark"} colours`); };
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem("tallybook-theme", root.dataset.theme); } catch { /* a browser may refuse storage */ }
      tell();
    });
    tell();
  }

  /** Settings of a page in its address, so that what is shown can be linked. */
  function settings(form, after) {
    const given = new URLSearchParams(location.hash.slice(1));
    const write = () => {
      const chosen = new URLSearchParams([...new FormData(form)].filter(([, v]) => v !== ""));
      history.replaceState(null, "", `#${chosen}`);
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => { Promise.resolve(after(event.target.name)).then(write).catch(fail); });
    return { get: (name) => given.get(name), write };
  }

  /** Run a page's own function once the document stands; what it throws is told to the reader. */
  function page(run) {
    document.addEventListener("DOMContentLoaded", () => { theme(); Promise.resolve(run?.()).then(() => { root.dataset.ready = "yes"; }).catch(fail); });
  }

  return { receive, load, ledger, numberOf, figures, article, make, show, fail, selectOptions, words, count, many, value, spoken, figureValue, date, day, period,
    place, source, reason, hue, figureLink, articleLink, incidentLink, sentence, figureCard, openFigures, saveButtons, csv, parquet, copyButton, settings, page };
})();
