"""The ten things a journalist does, in a browser with JavaScript and in one without."""

import re

import pytest


def search(page, words):
    page.fill("input[name=q]", words)
    page.click("form.box button:not([type=button])")


def total(page):
    return int(re.search(r"共 ([\d,]+) 篇", page.inner_text("#results"))[1].replace(",", ""))


def test_finding_an_article_by_its_words_and_reading_it_with_the_hits_marked(visit, scripts):
    page = visit("/", scripts=scripts)
    search(page, "大同 新能源")
    assert total(page) > 0
    assert "大同" in page.inner_text(".hit mark >> nth=0") + page.inner_text(".hit mark >> nth=1")
    title = page.inner_text(".hit .title >> nth=0")
    page.click(".hit .title a >> nth=0")
    assert page.inner_text("h1").startswith(title[:4])
    assert page.locator("article mark").count() > 0


def test_narrowing_by_a_city_without_another_and_taking_it_back(visit, scripts):
    page = visit("/search?q=投资", scripts=scripts)
    before = total(page)
    page.click(".facet .value >> nth=0")
    narrowed = total(page)
    assert 0 < narrowed < before
    page.click(".chips button >> nth=0")
    assert total(page) == before
    page.click(".facet .without >> nth=0")
    assert total(page) == before - narrowed


def test_going_down_from_a_province_to_its_zone_and_looking_at_another_value_only(visit, scripts):
    page = visit("/search?q=投资", scripts=scripts)
    page.click("section[aria-labelledby=facet-province] > ul > li > .value:has-text('山西')")
    counts = [total(page)]
    for depth in (2, 3):
        page.click(f"section[aria-labelledby=facet-province] {' > '.join(['ul > li'] * depth)} > .value >> nth=0")
        counts.append(total(page))
    assert counts == sorted(counts, reverse=True)
    assert page.locator(".chips button").count() == 3
    page.goto("/search?q=投资&source=科学导报")
    page.click("section[aria-labelledby=facet-source] .only >> nth=0")
    assert page.locator(".chips button").count() == 1
    assert "科学导报" not in page.inner_text(".chips")


def test_finding_a_city_that_the_list_cuts_off(visit, scripts):
    page = visit("/search?q=投资", scripts=scripts)
    values = page.locator("section[aria-labelledby=facet-province] .value")
    if scripts:
        page.fill("section[aria-labelledby=facet-province] .inside", "yangquan")
        page.wait_for_selector("section[aria-labelledby=facet-province] li:first-child:has-text('阳泉')")
        page.fill("section[aria-labelledby=facet-province] .inside", "")
        assert values.count() > 9
        page.fill("section[aria-labelledby=facet-province] .inside", "yq")
        page.click("section[aria-labelledby=facet-province] li:first-child button:has-text('阳泉') >> nth=0")
    else:
        page.click("section[aria-labelledby=facet-province] >> text=显示更多")
        page.click("section[aria-labelledby=facet-province] .value:has-text('阳泉')")
    assert "阳泉" in page.inner_text(".chips")


def test_narrowing_to_a_time(visit, scripts):
    page = visit("/search?q=投资", scripts=scripts)
    before = total(page)
    bars = page.locator(".timeline li")
    if scripts:
        start, end = bars.nth(0).bounding_box(), bars.nth(1).bounding_box()
        page.mouse.move(start["x"] + 2, start["y"] + 30)
        page.mouse.down()
        page.mouse.move(end["x"] + end["width"] - 2, end["y"] + 30, steps=3)
        with page.expect_navigation():
            page.mouse.up()
    else:
        page.fill("input[name=from]", "2025-01-01")
        page.fill("input[name=to]", "2025-02-28")
        page.click(".dates button")
    assert "from=2025-01-01&to=2025-02-28" in page.url
    assert 0 < total(page) < before


def test_typing_in_pinyin_and_seeing_how_the_query_is_understood(visit, scripts):
    page = visit("/", scripts=scripts)
    if not scripts:
        search(page, "(大同 新能源")
        assert "理解为：大同 且 新能源" in page.inner_text(".echo")
        return
    page.keyboard.press("/")
    page.keyboard.type("新能源 dat")
    page.wait_for_selector("[role=option]:has-text('大同')")
    assert "dat" in page.inner_text(".echo span")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert page.get_attribute("#q", "aria-activedescendant") == chosen.get_attribute("id")
    assert page.input_value("#q") == "新能源 大同"
    page.keyboard.press("Escape")
    assert (page.input_value("#q"), page.get_attribute("#q", "aria-expanded")) == ("新能源 dat", "false")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.input_value("#q") == "新能源 大同"


def test_what_finds_nothing_leads_on(visit, scripts):
    page = visit("/search?q=新能源 光伏量子飞船", scripts=scripts)
    assert total(page) == 0
    assert "各词单独的篇数" in page.inner_text(".panel")
    page.click(".ways a >> nth=0")
    assert total(page) > 0


def test_going_from_hit_to_hit(visit, scripts):
    page = visit("/search?q=新能源", scripts=scripts)
    if scripts:
        for key in "jjk":
            page.keyboard.press(key)
        assert page.evaluate("document.activeElement.closest('li').matches(':first-child')")
        page.keyboard.press("Enter")
        page.wait_for_url("**/articles/**")
        for key in ("n", "n", "p"):
            page.keyboard.press(key)
        assert page.url.endswith("#hit-1")
    else:
        page.click(".hit .title a >> nth=0")
        page.click("text=到第一处")
        assert page.url.endswith("#hit-1")
    if page.locator("#hit-2").count():
        page.click("mark:target + .jump >> text=下一处")
        assert page.url.endswith("#hit-2")


LONG = " 或 ".join(["新能源", "光伏", "储能", "开发区", "产业园", "签约", "投产", "开工", "项目", "高质量发展"] * 3)


def test_a_query_as_long_as_a_paragraph_leads_everywhere_too(visit, scripts):
    page = visit(f"/search?q={LONG}", scripts=scripts)
    before = total(page)
    page.click(".pages >> text=下一页")
    assert (total(page), page.inner_text(".pages [aria-current]")) == (before, "2")
    page.click(".sort >> text=最早")
    page.click(".facet .value >> nth=0")
    assert (page.inner_text(".sort [aria-current]"), total(page) < before) == ("最早", True)
    if scripts:
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/articles/**")
    else:
        page.click(".hit .title button >> nth=0")
    assert page.locator("article mark").count() > 0
    page.click("text=返回检索结果")
    assert 0 < total(page) < before
    assert page.input_value("#q") == LONG
    with page.expect_download() as download:
        page.click("text=CSV")
    assert download.value.path().read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_long_search_by_figures_leads_to_the_very_sentence(visit, scripts):
    page = visit(f"/search?q={LONG}&metric=investment&min=1亿元", scripts=scripts)
    page.click(".matched button >> nth=0")
    assert page.locator("article :target").count() == 1


def test_checking_why_it_is_filed_there_and_where_it_stands_on_the_page(visit, scripts):
    page = visit("/search?q=城市：大同 电池舱", scripts=scripts)
    page.click(".hit .title a >> nth=0")
    page.hover(".filed summary >> nth=0")
    assert page.is_visible(".filed .tip >> nth=0")
    page.click(".filed summary >> nth=0")
    assert page.is_visible(".filed details[open] blockquote")
    page.keyboard.press("Tab")  # to what is in the open one
    while not page.evaluate("document.activeElement.matches('summary')"):
        page.keyboard.press("Tab")
    assert page.is_visible(".filed .tip >> nth=1")
    page.click("text=在版面上")
    assert page.locator(".page-text .own li").count() > 0
    assert page.locator("li:target").count() == 1
    page.click("text=返回文章")
    assert page.is_visible(".filed")


def test_quoting_and_citing(visit, scripts):
    page = visit("/search?q=城市：大同", scripts=scripts)
    page.click(".hit .title a >> nth=0")
    sentence = page.inner_text(".body p:not(.dateline) >> nth=0")[:20]
    if scripts:
        page.click("text=复制 >> nth=0")
        cited = page.inner_text(".citation >> nth=0")
        assert page.evaluate("navigator.clipboard.readText()") == cited
        page.evaluate(
            "text => { const range = document.createRange();"
            " const node = document.querySelector('.body p:not(.dateline)').firstChild;"
            " range.setStart(node, 0); range.setEnd(node, Math.min(10, node.length));"
            " getSelection().removeAllRanges(); getSelection().addRange(range); }",
            sentence,
        )
        page.click(".quote-this")
    else:
        page.fill("textarea[name=quote]", sentence)
        page.click("text=制作引文卡")
    assert page.inner_text("#quotation blockquote")[:4] == sentence[:4]
    assert re.search(r"核对码 [0-9a-f]{16}", page.inner_text("#quotation"))


def test_taking_figures_away_as_a_table(visit, scripts):
    page = visit("/figures", scripts=scripts)
    page.select_option("select[name=metric]", "investment")
    page.click(".go button")
    assert page.locator(".grid tbody tr").count() > 1
    with page.expect_download() as download:
        page.click("text=下载 CSV")
    assert download.value.path().read_bytes().startswith(b"\xef\xbb\xbf")
    page.click(".grid td a >> nth=0")
    assert page.locator("article :target").count() == 1


def test_sorting_articles_by_a_figure(visit, scripts):
    page = visit("/search?metric=investment&min=1亿元", scripts=scripts)
    page.click("text=数字最大")
    assert page.get_attribute(".sort [aria-current]", "href").endswith("sort=figure")
    assert page.inner_text(".matched b >> nth=0").endswith("亿元")
    page.click(".chips button >> nth=0")
    assert "metric" not in page.url


def test_saving_a_search_and_letting_it_go(visit, scripts):
    page = visit("/search?q=光伏", scripts=scripts)
    page.click("text=保存这个检索")
    page.fill("#name", "光伏消息")
    page.click(".saving button")
    assert "光伏消息" in page.inner_text(".kept")
    assert "没有新到" in page.inner_text(".kept")
    page.click(".kept h2 a")
    assert page.input_value("#q") == "光伏"
    page.goto("/saved")
    page.click("text=删除")
    assert "还没有保存的检索" in page.inner_text("main")


def test_leafing_through_an_issue_and_reading_the_page_in_english(visit, scripts):
    page = visit("/issues", scripts=scripts)
    page.click(".issues a >> nth=0")
    page.click(".leafing h2 a >> nth=0")
    page.click(".heads a >> nth=0")
    title = page.inner_text("h1")
    page.click("text=English")
    assert (page.get_attribute("html", "lang"), page.inner_text("h1")) == ("en", title)


@pytest.mark.parametrize("key", ["j", "/", "n"])
def test_single_keys_are_left_alone_while_something_is_typed_and_can_be_switched_off(visit, key):
    page = visit("/search?q=新能源")
    page.focus("#q")
    page.keyboard.press("End")
    page.keyboard.press(key)
    assert page.input_value("#q") == f"新能源{key}"
    page.click(".keys")
    page.keyboard.press(key)
    assert page.evaluate("document.activeElement.matches('.keys')")
    page.reload()
    assert page.get_attribute(".keys", "aria-pressed") == "false"


def test_an_input_method_keeps_its_keys_while_it_composes(visit):
    page = visit("/")
    page.focus("#q")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "dat", "selectionStart": 3, "selectionEnd": 3})
    page.wait_for_timeout(400)
    assert page.locator("[role=option]").count() == 0
    session.send("Input.insertText", {"text": "大同"})
    page.wait_for_selector("[role=option]:has-text('大同')")
    assert page.input_value("#q") == "大同"
