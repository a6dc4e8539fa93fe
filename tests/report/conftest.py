"""A small ledger written by hand, its site, and a browser that tells of every error and every request."""

import dataclasses
import datetime
import pathlib
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tallybook.figure import Figure
from tallybook.report import build
from warehouse import Batch, Warehouse, published_path

HOSTILE = '<script>window.ran = true</script><img src=x onerror="window.ran = true">'
BROWSER_FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run --disable-default-apps"
)


@dataclasses.dataclass
class Told:
    """An article of the hand-written ledger."""

    article_id: str
    publisher: str
    title: str
    published_at: datetime.datetime
    body: str


ARTICLES = [
    Told(
        "art-quake-1",
        "Harbour Post",
        "Quake kills 22 in Jumla",
        datetime.datetime(2018, 4, 4, 6),
        "Quake kills 22 in Jumla\n\nPolice said 22 people died in Jumla on Tuesday. Nine of them were children 🕯 and "
        "40 were hurt, a doctor said. The mayor said more than 50 people were dead.",
    ),
    Told(
        "art-quake-2",
        "Harbour Post",
        "Toll rises",
        datetime.datetime(2018, 4, 6, 6),
        "Police said 35 people had died in Jumla since Tuesday. Across Nepal 2,300 people are displaced.",
    ),
    Told(
        "art-hostile",
        f"Post {HOSTILE}",
        f"Title {HOSTILE}",
        datetime.datetime(2018, 4, 7, 6),
        f"{HOSTILE} The =army said 7 people were killed in {HOSTILE} Kassala on 6 April.",
    ),
]

NEPAL = {"region_id": "NP", "region_name": "Nepal", "region_path": "Nepal", "country_code": "NP"}
JUMLA = {
    "region_id": "NP.jumla",
    "region_name": "Jumla",
    "region_path": "Nepal / Jumla",
    "country_code": "NP",
    "place_text": "Jumla",
    "place_precision": "city",
    "latitude": 29.27,
    "longitude": 82.18,
}
KASSALA = JUMLA | {
    "region_id": "SD.kassala",
    "region_name": "Kassala",
    "region_path": "Sudan / Kassala",
    "country_code": "SD",
    "place_text": "Kassala",
    "latitude": 15.45,
    "longitude": 36.4,
}
TUESDAY = datetime.date(2018, 4, 3)
ON_TUESDAY = {"period_start": TUESDAY, "period_end": TUESDAY, "period_text": "Tuesday", "period_precision": "day"}


def figure(figure_id: str, article: Told, sentence: str, number_text: str, value: float, **more: object) -> Figure:
    """A figure whose span is found in the article's text; `more` overrides what is usual."""
    sentence_at = article.body.index(sentence)
    start = sentence_at + sentence.index(number_text)
    told: dict[str, object] = {
        "measure": "killed",
        "population": "people",
        "unit": "person",
        "value_low": value,
        "value_best": value,
        "value_high": value,
        "qualifier": "exact",
        "basis": "new",
        "place_precision": "country",
        "attribution": "explicit",
        "confidence": 0.9,
        "engine_version": "1",
    }
    return Figure(
        figure_id=figure_id,
        article_id=article.article_id,
        number_text=number_text,
        start_char=start,
        end_char=start + len(number_text),
        sentence=sentence,
        **(told | more),  # type: ignore[arg-type]  # the keywords are Figure's own
    )


def source(name: str, kind: str) -> dict[str, str]:
    """The columns of a source."""
    return {"source_id": f"src-{name}", "source_name": name, "source_kind": kind}


def all_figures() -> list[Figure]:
    """The ledger's figures: sources that disagree, a part, a restatement, a running total, a stock, hostile text."""
    quake, rises, hostile = ARTICLES
    event = {"event_key": "quake", "event_type": "earthquake", "event_start": TUESDAY, "event_end": TUESDAY}
    event |= {"event_country_code": "NP", "event_region_id": "NP.jumla", "event_place": "Jumla"}
    police = source("Police", "police")
    said = "Police said 22 people died in Jumla on Tuesday."
    children = "Nine of them were children 🕯 and 40 were hurt, a doctor said."
    mayor = "The mayor said more than 50 people were dead."
    return [
        figure("f-head", quake, quake.title, "22", 22, restates_figure_id="f-22", **JUMLA, **ON_TUESDAY, **event),
        figure("f-22", quake, said, "22", 22, **JUMLA, **ON_TUESDAY, **police, **event),
        figure(
            "f-nine", quake, children, "Nine", 9, population="children", part_of_figure_id="f-22",
            **JUMLA, **ON_TUESDAY, **police, **event,
        ),
        figure(
            "f-40", quake, children, "40", 40, measure="injured",
            **JUMLA, **ON_TUESDAY, **source("doctor", "medical"), **event,
        ),
        figure(
            "f-50", quake, mayor, "50", 50, value_best=50.0, value_high=None, qualifier="more_than",
            certainty="estimated", **JUMLA, **ON_TUESDAY, **source("mayor", "government"), **event,
        ),
        figure(
            "f-35", rises, "Police said 35 people had died in Jumla since Tuesday.", "35", 35, basis="cumulative",
            period_start=TUESDAY, period_text="since Tuesday", period_precision="open", **JUMLA, **police,
        ),
        figure(
            "f-2300", rises, "Across Nepal 2,300 people are displaced.", "2,300", 2300, measure="displaced",
            basis="stock", attribution="publisher", **NEPAL,
        ),
        figure(
            "f-7", hostile, hostile.body, "7", 7, population=HOSTILE, speaker=HOSTILE,
            period_start=datetime.date(2018, 4, 6), period_end=datetime.date(2018, 4, 6), period_precision="day",
            **KASSALA, **source(f"=army {HOSTILE}", "military"),
        ),
    ]  # fmt: skip


def lay(path: pathlib.Path, articles: list[Told], figures: list[Figure]) -> pathlib.Path:
    """A warehouse with these, published; returns the published folder."""
    rows = [
        {
            "article_id": a.article_id,
            "uri": f"https://example.org/{a.article_id}.html",
            "body": a.body,
            "content_hash": a.article_id,
            "title": a.title,
            "publisher": a.publisher,
            "published_at": a.published_at,
            "language": "en",
        }
        for a in articles
    ]
    with Warehouse.open(path) as ledger:
        run = ledger.begin_run(engine_version="1", parameters={})
        loaded = ledger.load(Batch(rows, [f.as_dict() for f in figures]), run)
        assert loaded.rejected_figures == 0
        assert loaded.figures == len(figures)
        ledger.build_models(run)
        ledger.finish_run(run, timings={})
        ledger.publish(published_path(path))
    return published_path(path)


@pytest.fixture(scope="session")
def published(tmp_path_factory) -> pathlib.Path:
    """The published copy of the hand-written ledger."""
    return lay(tmp_path_factory.mktemp("ledger") / "ledger.duckdb", ARTICLES, all_figures())


@pytest.fixture(scope="session")
def site(published, tmp_path_factory) -> pathlib.Path:
    """Its site."""
    return build(published, tmp_path_factory.mktemp("report") / "site").out


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    chromium = shutil.which("chromium")
    assert chromium, "these tests look at the pages with Chromium: run scripts/install_browser.sh"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=BROWSER_FLAGS.split())
        yield opened
        opened.close()


@dataclasses.dataclass
class Seen:
    """A page as it was shown, with all that went wrong on it."""

    page: Page
    errors: list[str]
    requests: list[str]


@pytest.fixture
def show(browser, site) -> Iterator[Callable[..., Seen]]:
    """`show("figure.html#f-22")` opens a page from disk and waits until its scripts are done."""
    contexts = []

    def open_page(address: str, *, width: int = 1300, dark: bool = False, folder: pathlib.Path = site) -> Seen:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        seen = Seen(page, [], [])
        page.on("console", lambda told: seen.errors.append(told.text) if told.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("request", lambda asked: seen.requests.append(asked.url))
        page.goto(address if "://" in address else f"file://{folder}/{address}")
        page.wait_for_selector("html[data-ready=yes]")
        return seen

    yield open_page
    for context in contexts:
        context.close()
