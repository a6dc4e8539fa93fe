"""The shipped dashboard as a person sees it: in Debian's Chromium, cut off from every other machine."""

import json
import urllib.parse

import pytest
from playwright.sync_api import sync_playwright

from bi.register import charts, dashboard, positions
from bi.server import USER
from tests.bi.superset.comparing import comparable, rows_of, sql_of

CHROMIUM = "/usr/bin/chromium"
# No name is looked up: what a page asks of another machine fails.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
CHART = "[data-test-chart-name]"
DRAWN = "canvas, svg.datamap, table tbody tr, .header-line"
ERROR = "[role=alert], .missing-plugin"
# Of how many charts either the drawing or an error is there.
SETTLED = f"""expected => [...document.querySelectorAll('{CHART}')].filter(chart =>
    chart.querySelector('{DRAWN}, {ERROR}')).length === expected"""
PATIENCE = 120_000  # milliseconds


class Page:
    """A page of Superset, with all that its scripts asked for and complained of."""

    def __init__(self, page, bi):
        self.page, self.answers, self.refused, self.elsewhere, self.complaints = page, {}, [], [], []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._response)
        page.on("requestfinished", lambda request: self._reached(request.url, bi))
        page.goto(f"{bi.superset.url}/login/")
        page.fill("#username", USER)
        page.fill("#password", bi.password)
        page.click("button[type=submit]")
        page.wait_for_url("**/superset/welcome/")

    def _response(self, response):
        if response.status >= 400:
            self.refused.append(f"{response.status} {response.url}")

    def _reached(self, url, bi):
        if not url.startswith((bi.superset.url, "data:", "blob:")):
            self.elsewhere.append(url)

    def open(self, url, expected):
        """Open a dashboard and wait until each of its charts has been drawn or shows an error."""
        self.page.goto(url)
        self.page.wait_for_function(SETTLED, arg=expected)
        self.page.wait_for_load_state("networkidle")

    def errors(self):
        """What the charts say went wrong."""
        return self.page.locator(CHART).locator(ERROR).all_inner_texts()


@pytest.fixture
def page(bi):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        # high enough that every chart is on the screen, for Superset draws only those
        yield Page(browser.new_page(viewport={"width": 1500, "height": 3600}), bi)
        browser.close()


def test_the_dashboard_shows_every_chart_without_an_error(bi, page, tmp_path):
    page.open(bi.dashboard, len(charts()))
    assert page.errors() == []
    assert page.refused == []
    assert page.complaints == []
    assert page.elsewhere == []
    shown = page.page.locator(CHART).evaluate_all("all => all.map(one => one.dataset.testChartName)")
    assert set(shown) == {chart["title"] for chart in charts().values()}
    assert page.page.title() == dashboard()["title"]


def test_what_the_page_asks_is_answered_as_sql_does(bi, page):
    asked = {}

    def keep(request):
        if "chart/data" in request.url and "slice_id" in request.url:
            told = json.loads(urllib.parse.parse_qs(urllib.parse.urlsplit(request.url).query)["form_data"][0])
            asked[told["slice_id"]] = json.loads(request.post_data)

    page.page.on("request", keep)
    page.open(bi.dashboard, len(charts()))
    # the world map is asked for by Superset's older interface, and seen by the test above
    titles = {bi.superset.find("chart", "slice_name", told["title"]): name for name, told in charts().items()}
    assert {titles[chart] for chart in asked} == set(charts()) - {"map"}
    for chart, context in asked.items():
        # how the rows are turned for drawing is left out; what stays is the query
        (query, *_) = context["queries"]
        answered = bi.superset.answer(context | {"force": True, "queries": [query | {"post_processing": []}]})
        told = comparable(rows_of(answered), columns_in_order=False)
        assert told == comparable(bi.sql(sql_of(titles[chart])), columns_in_order=False), titles[chart]


def test_a_chart_that_cannot_be_answered_shows_its_error(bi, page):
    """The check above can fail: a chart that asks for what is not there is seen as an error."""
    superset = bi.superset
    dataset = superset.find("dataset", "table_name", "counted_figures")
    board = superset.put("dashboard", "slug", {"dashboard_title": "Broken", "slug": "broken", "published": True})
    metric = {"expressionType": "SQL", "sqlExpression": "no_such_function(measure)", "label": "nothing"}
    form = {"datasource": f"{dataset}__table", "viz_type": "big_number_total", "metric": metric, "adhoc_filters": []}
    chart = superset.put("chart", "slice_name", {
        "slice_name": "Broken", "viz_type": "big_number_total", "datasource_id": dataset, "datasource_type": "table",
        "params": json.dumps(form), "dashboards": [board],
    })  # fmt: skip
    layout = positions({"title": "Broken", "rows": [{"height": 30, "charts": {"broken": 6}}]}, {"broken": chart})
    superset.call("PUT", f"dashboard/{board}", json={"position_json": json.dumps(layout)})
    try:
        page.open(f"{superset.url}/superset/dashboard/broken/", 1)
        (error,) = page.errors()
        assert "no_such_function" in error
    finally:
        superset.call("DELETE", f"dashboard/{board}")
        superset.call("DELETE", f"chart/{chart}")
