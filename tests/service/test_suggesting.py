"""What is typed is completed by names of the archive: written, in pinyin, by initials, or alike and marked so."""

from searchsvc.service.search import search
from searchsvc.service.suggesting import suggest


def told(archive, text, **asked):
    return [(each.text, each.kind, each.count) for each in suggest(archive, text, **asked)]


def test_a_city_comes_first_as_written_in_pinyin_and_by_initials(archive):
    for typed in ("临", "临汾市", "linf", "lf"):
        assert told(archive, typed)[0] == ("临汾", "city", 1)


def test_a_zone_is_found_by_any_of_its_names(archive):
    for typed in ("晋城经开", "晋城经济技术", "jcjkq"):
        assert told(archive, typed)[0] == ("晋城经济技术开发区", "zone", 1)


def test_words_and_headlines_follow(archive):
    assert told(archive, "新能") == [("新能源", "word", 3)]
    assert ("苏州工业园区管委会换届", "title", 1) in told(archive, "换届")


def test_what_begins_nothing_is_told_alike_and_marked(archive):
    [one] = [each for each in suggest(archive, "新能原") if each.text == "新能源"]
    assert (one.alike, one.count) == (True, 3)
    assert not any(each.alike for each in suggest(archive, "新能"))


def test_the_last_word_is_completed_and_the_others_stay(archive):
    assert suggest(archive, "吕梁 新能")[0].search.q == "吕梁 新能源"


def test_behind_the_name_of_a_facet_only_its_values_are_told(archive):
    assert told(archive, "城市：晋") == told(archive, "煤 city:jc") == [("晋城", "city", 1)]
    assert told(archive, "开发区:晋城经开") == [("晋城经济技术开发区", "zone", 1)]
    assert told(archive, "来源：kexue") == [("科学导报", "value", 5)]
    assert told(archive, "年：") == [("2025", "value", 3)]
    assert told(archive, "城市：新能") == told(archive, "城市：大同") == []


def test_the_values_before_it_and_an_exclusion_stay(archive):
    assert [each.search.q for each in suggest(archive, "煤 -城市：吕梁,晋")] == ["煤 -城市：吕梁,晋城"]
    assert [each.search.q for each in suggest(archive, "城市：晋城 新能")][:1] == ["城市：晋城 新能源"]


def test_a_value_that_nothing_begins_with_is_told_alike(archive):
    assert [(each.text, each.alike) for each in suggest(archive, "城市：晋诚")] == [("晋城", True)]


def test_each_suggestion_finds_as_many_as_it_tells(archive):
    for typed in ("新能", "换届", "xinn"):
        for each in suggest(archive, typed):
            assert search(archive, each.search).total == each.count


def test_no_more_than_asked_and_nothing_for_nothing(archive):
    assert len(suggest(archive, "l", size=1)) == 1
    assert suggest(archive, " ") == suggest(archive, "qqqqq") == ()
