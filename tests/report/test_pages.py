"""The pages in headless Chromium, opened from disk."""

import csv
import io
import json

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import ARTICLES, HOSTILE, all_figures

PAGES = [
    "index.html",
    "sources.html",
    "disagreements.html",
    "timeline.html",
    "map.html",
    "incidents.html",
    "articles.html",
    "dictionary.html",
    "downloads.html",
    "article.html#art-quake-1",
    "article.html#art-hostile",
    "figure.html#f-22",
    "figure.html#f-7",
]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("width", "dark"), [(1300, False), (390, True)], ids=["wide-light", "narrow-dark"])
def test_every_page_renders_and_asks_nobody(show, address, width, dark):
    seen = show(address, width=width, dark=dark)
    assert seen.errors == []
    assert all(url.startswith(("file://", "data:", "blob:")) for url in seen.requests)
    assert seen.page.locator("main h1").inner_text()
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_serious(show, address, dark):
    seen = show(address, dark=dark)
    found = Axe().run(seen.page).response["violations"]
    grave = [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in ("serious", "critical")]
    assert grave == []


def test_highlights_stand_exactly_on_their_numbers(show):
    page = show("article.html#art-quake-1").page
    figures = {f.figure_id: f for f in all_figures()}
    hits = page.locator(".hit")
    assert hits.count() == 5
    text = page.locator("#text").text_content()
    assert text == ARTICLES[0].body
    for hit in hits.all():
        told = figures[hit.get_attribute("data-figures")]
        assert hit.text_content() == told.number_text
        before = hit.evaluate(
            "e => { const r = document.createRange(); r.setStart(document.getElementById('text'), 0);"
            " r.setEndBefore(e); return [...r.toString()].length; }"
        )
        assert before == told.start_char


def test_rows_link_parts_and_restatements_and_say_why_one_is_not_counted(show):
    page = show("article.html#art-quake-1").page
    part = page.locator("[data-figure=f-nine]")
    assert "uncounted" in part.get_attribute("class")
    assert "Not counted: part of a larger figure" in part.inner_text()
    part.get_by_role("link", name="22 killed").click()
    assert "chosen" in page.locator("[data-figure=f-22]").get_attribute("class")
    assert page.locator(".hit.chosen").get_attribute("data-figures") == "f-22"
    assert "repeats a figure of this article" in page.locator("[data-figure=f-head]").inner_text()


def test_script_in_an_article_stays_text(show):
    for address in ("article.html#art-hostile", "figure.html#f-7", "index.html", "articles.html", "sources.html"):
        seen = show(address)
        assert seen.page.evaluate("window.ran") is None
        assert seen.page.locator("main img").count() == 0
        assert seen.errors == []
    body = show("article.html#art-hostile").page.locator("#text").text_content()
    assert body == ARTICLES[2].body
    assert HOSTILE in body


def test_a_figure_has_a_link_evidence_and_texts_to_copy(show):
    page = show("figure.html#f-50").page
    assert "50+" in page.locator("h1").inner_text()
    assert page.locator("mark").inner_text() == "50"
    assert "The mayor said more than 50 people were dead." in page.locator(".evidence").inner_text()
    assert "at least 50 people killed" in page.locator("#citation").text_content()
    assert page.locator("#sql").text_content() == "select * from counted_figures where figure_id = 'f-50';"
    page.get_by_role("button", name="Copy SQL").click()
    page.get_by_role("button", name="Copied").wait_for()


def test_an_unknown_figure_is_said(show):
    assert show("figure.html#nobody").page.locator("h1").inner_text() == "No such figure"


def test_the_matrix_filters_sorts_and_opens_figures(show):
    page = show("sources.html").page
    page.locator("select[name=country]").select_option("NP")
    page.locator("tbody th", has_text="Kassala").wait_for(state="detached")
    page.locator("select[name=kind]").select_option("police")
    page.locator("thead th", has_text="mayor").wait_for(state="detached")
    row = page.locator("tbody tr", has=page.locator("th", has_text="Jumla"))
    assert row.locator("td").first.inner_text() == "22"
    row.locator("td button").first.click()
    dialog = page.locator("#figures-dialog")
    dialog.wait_for()
    assert "Police said 22 people died in Jumla on Tuesday." in dialog.inner_text()
    assert "country=NP" in page.url


def test_the_address_keeps_the_filters(show):
    page = show("sources.html#measure=displaced+person&basis=stock&country=NP").page
    assert page.locator("select[name=measure]").input_value() == "displaced person"
    assert page.locator("tbody td").first.inner_text() == "2,300"


def test_the_matrix_by_day_shows_one_day(show):
    page = show("sources.html").page
    page.locator("select[name=country]").select_option("NP")
    page.locator("select[name=grain]").select_option("day")
    page.locator("label:has(select[name=period]):not([hidden])").wait_for()
    assert page.locator("select[name=period] option").first.inner_text() == "6 Apr 2018"
    page.locator("select[name=period]").select_option("2018-04-03")
    page.locator("tbody th", has_text="Jumla").wait_for()


def test_an_open_end_is_drawn_open(show):
    page = show("disagreements.html").page
    thing = page.locator(".disagreement", has_text="Killed")
    assert thing.locator("svg").get_by_text("▶").count() == 1
    label = thing.locator(".chart").get_attribute("aria-label")
    assert "mayor at least 50" in label
    thing.locator("summary").click()
    assert "estimated" in thing.locator("table").inner_text()


def test_running_totals_and_new_figures_have_charts_of_their_own(show):
    page = show("timeline.html#measure=killed+person&region=Nepal+%2F+Jumla").page
    assert page.locator("#charts h2").all_inner_texts() == ["Running totals", "New, by day"]
    assert page.locator("#charts svg").count() == 2


def test_what_is_known_by_country_is_no_point(show):
    page = show("map.html#measure=displaced+person+stock").page
    assert page.locator("#map .chart").get_attribute("data-points") == "0"
    assert "Nepal" in page.locator("#wide").inner_text()
    page.locator("select[name=measure]").select_option("killed person new")
    page.locator("#map .chart[data-points='2']").wait_for()


def test_an_incident_shows_tolls_growth_and_articles(show, published):
    with duckdb.connect(published / "tallybook.duckdb", read_only=True) as copy:
        incident, label = copy.execute("SELECT incident_id, label FROM incidents ORDER BY sources DESC").fetchall()[0]
        of_it = "FROM counted_figures WHERE incident_id = ?"
        titles = {title for (title,) in copy.execute(f"SELECT title {of_it}", [incident]).fetchall()}
        tolls = copy.execute("SELECT source_name FROM incident_tolls WHERE incident_id = ?", [incident]).fetchall()
    page = show("incidents.html").page
    page.locator(f"tbody a[href='incident.html#{incident}']").click()
    page.locator("#tolls svg").first.wait_for()
    assert page.locator("h1").inner_text() == label
    assert set(page.locator("#articles a").all_inner_texts()) == titles
    assert page.locator("h3", has_text="How the toll grew").count() >= 1
    page.locator("#tolls summary").first.click()
    told = page.locator("#tolls").inner_text()
    assert {"Police", "mayor"} <= {name for (name,) in tolls}
    assert all(name in told for (name,) in tolls if name)


def test_what_is_shown_can_be_saved(show):
    page = show("sources.html#country=NP").page
    with page.expect_download() as saved:
        page.locator("[data-save=csv]").click()
    rows = list(csv.DictReader(io.StringIO(saved.value.path().read_text(encoding="utf-8-sig"))))
    assert {row["country_code"] for row in rows} == {"NP"}
    with page.expect_download() as saved:
        page.locator("[data-save=parquet]").click()
    held = duckdb.sql(f"SELECT count(*), max(value) FROM read_parquet('{saved.value.path()}')").fetchall()
    assert held == [(len(rows), max(float(row["value"]) for row in rows))]


def test_a_saved_text_cannot_be_a_formula(show):
    page = show("sources.html").page
    saved = json.loads(page.evaluate("JSON.stringify(tally.csv([{ a: '=1+1', b: -5, c: 'x,\"y\"' }]))"))
    assert saved == 'a,b,c\r\n\'=1+1,-5,"x,""y"""\r\n'


def test_all_can_be_reached_by_keyboard(show):
    page = show("sources.html").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.locator("#theme").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.locator("tbody td button").first.focus()
    page.keyboard.press("Enter")
    page.locator("#figures-dialog[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator("#figures-dialog:not([open])").wait_for(state="attached")


def test_print_leaves_the_controls_out(show):
    page = show("sources.html").page
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()
    assert page.locator("table.matrix").is_visible()


def test_values_are_written_with_what_their_words_allow(show):
    page = show("sources.html").page
    written = page.evaluate(
        "[[104,104,104],[104,104,null],[104,0,104],[104,null,104],[104,null,null],[104,0,null],[104,80,104]]"
        ".map(v => tally.value(...v))"
    )
    assert written == ["104", "104+", "≤ 104", "≤ 104", "~ 104", "~ 104", "80–104"]
