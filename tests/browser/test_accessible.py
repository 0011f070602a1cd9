"""Every page can be used by everybody: axe finds nothing serious, nothing runs over the edge of a phone."""

from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import NARROW, WIDE
from tests.browser.examples import HOSTILE

PAGES = (
    "/",
    "/search?q=新能源&city=大同",
    "/search?q=光机电 量子飞船",
    "/articles/hostile?q=新能源&quote=大同新能源",
    "/articles/hostile/page",
    "/figures?lang=en",
    "/issues",
    "/issues/报%E2%80%AE倒写%E2%81%A6/2025-06-30",
    "/saved?q=新能源",
    "/nothing",
)
SHIFTS = """
window.shifts = [];
new PerformanceObserver((seen) => window.shifts.push(...seen.getEntries().map((each) => each.value))).observe(
  { type: "layout-shift", buffered: true });
"""
SERIOUS = ("serious", "critical")


def serious(page, context=None):
    """Return what axe finds that keeps somebody out, each with the element."""
    found = Axe().run(page, context=context).response["violations"]
    return [(each["id"], node["html"]) for each in found if each["impact"] in SERIOUS for node in each["nodes"]]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious_by_day_or_night_and_nothing_runs_over_the_edge_of_a_phone(visit, path):
    page = visit(path)
    assert serious(page) == []
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_of_the_api_is_accessible_and_fits_a_phone_too(visit):
    """One operation of it: all of them take axe a minute and differ in words alone."""
    page = visit("/api/docs", viewport=NARROW)
    assert serious(page, {"include": [["h1"], ["main > section:nth-of-type(1)"]]}) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_open_suggestions_are_accessible_too(visit):
    page = visit("/")
    page.fill("#q", "大")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    assert serious(page) == []


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", ".hit .title >> nth=0"),
        ("/search?q=新能源&source=报%E2%80%AE倒写%E2%81%A6", ".hit .title"),
        (f"/search?q={quote(HOSTILE)}", ".echo"),
        ("/articles/hostile?q=新能源", "h1"),
        (f"/articles/hostile?quote={quote(HOSTILE)}", ".card"),
        ("/articles/hostile/page", "h1"),
        ("/figures", ".rows"),
        (f"/figures?label={quote(HOSTILE)}", ".chips"),
        ("/issues/报%E2%80%AE倒写%E2%81%A6/2025-06-30", ".heads"),
        (f"/saved?q={quote(HOSTILE)}", ".conditions"),
        (f"/search?city={quote(HOSTILE)}", ".chips"),
        (f"/search?sort={quote(HOSTILE)}", ".error"),
    ],
)
def test_hostile_text_is_shown_as_it_is(visit, path, place):
    page = visit(path)
    assert "<img src=x onerror=alert(1)>" in page.inner_text(place)
    assert page.locator("script").count() == 1
    assert page.locator("img").count() == 0


def test_what_turns_text_around_turns_nothing_beside_it(visit):
    page = visit("/search?q=新能源&source=报%E2%80%AE倒写%E2%81%A6")
    source, day = page.locator(".hit .source").bounding_box(), page.locator(".hit time").bounding_box()
    assert source["x"] < day["x"]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["desk", "phone"])
@pytest.mark.parametrize(
    "path", ["/", "/search?q=新能源", "/articles/hostile?quote=大同新能源", "/figures", "/nothing?lang=en"]
)
def test_nothing_moves_while_a_page_loads(visit, path, viewport):
    page = visit(viewport=viewport)
    page.add_init_script(SHIFTS)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("shifts") == []


@pytest.mark.parametrize("path", ["/articles/hostile", "/figures"])
def test_a_phone_shows_every_figure_whole(visit, path):
    page = visit(path, viewport=NARROW)
    cells = page.locator(".rows td").evaluate_all("all => all.map((cell) => cell.getBoundingClientRect().right)")
    assert cells
    assert max(cells) <= NARROW["width"]


PASTED = "新能源装机超煤电，山西能源结构迎来拐点：光伏、风电、储能项目在开发区和产业园相继签约、开工、投产。" * 4
EITHER = " 或 ".join(["新能源", "光伏", "储能", "开发区", "产业园", "签约", "投产", "开工", "项目", "高质量发展"] * 4)
CITIES = ("大同", "太原", "晋城", "长治", "朔州", "阳泉", "忻州", "吕梁", "运城", "临汾", "晋中", "苏州")
INDUSTRIES = ("新能源", "煤炭", "装备制造", "现代农业", "文化旅游", "数字经济", "金融", "商贸服务")
VALUES = "".join([*(f"&city={each}" for each in CITIES), *(f"&industry={each}" for each in INDUSTRIES)])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("chosen", ["", VALUES, f"{VALUES}&metric=investment&min=1000&sort=figure"])
@pytest.mark.parametrize("q", ["投资", PASTED[:200], EITHER[:200]])
def test_a_page_of_results_is_light_however_long_the_query_and_whatever_is_chosen(visit, q, chosen, lang):
    assert len(visit(f"/search?q={q}{chosen}&lang={lang}", scripts=False).content().encode()) < 60_000


def test_a_page_that_says_a_long_query_once_is_accessible_too(visit):
    page = visit(f"/search?q={EITHER[:200]}{VALUES}")
    assert serious(page) == []
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
