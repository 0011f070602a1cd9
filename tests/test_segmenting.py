"""A query's few runs are cut without the dictionary in memory, exactly as with it."""

from functools import cache
from importlib import import_module
from math import log

from hypothesis import example, given, settings
from hypothesis import strategies as st

from searchsvc import analysis
from searchsvc.analysis import segmenting

OWN = analysis.dictionary()
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5)
WORDS = st.sampled_from(("晋城", "能源", "新能源", "王晓", "开发区", "专精特新", "投产", "率", "的", "潞", "签约"))


@given(st.text(HAN, min_size=1, max_size=20) | st.lists(WORDS | HAN, min_size=1, max_size=8).map("".join))
@example("晋城经济技术开发区高标准推进省级转型综改示范区建设")
@example("潞安化工王晓春说专精特新企业投产率")
@example("龘靐齉爩")
@settings(max_examples=40)
def test_looking_words_up_cuts_as_a_dictionary_in_memory_does(run):
    sparing = analysis.Sparing(OWN, segmenting.FREQUENCY)
    assert sparing.cut(run) == _jieba().cut(run)
    assert sparing.cut_for_search(run) == _jieba().cut_for_search(run)


def test_the_dictionary_that_is_looked_up_is_the_one_that_jieba_loads():
    tokenizer = import_module("jieba").Tokenizer()
    assert log(tokenizer.gen_pfdict(tokenizer.get_dict_file())[1]) == analysis.Sparing((), 0).total


def test_few_runs_are_looked_up_and_for_more_the_dictionary_is_loaded(monkeypatch):
    loaded = []
    monkeypatch.setattr(segmenting, "Rjieba", lambda own: loaded.append(own) or _jieba())
    segmenter = segmenting.OnDemand(OWN)
    assert [segmenter.cut("专精特新企业") for _ in range(20)] == [["专精特新", "企业"]] * 20
    assert loaded == []
    assert segmenter.cut("投产率" * 20) == ["投产率"] * 20
    assert segmenter.cut("专精特新企业") == ["专精特新", "企业"]
    assert loaded == [OWN]


def test_many_short_runs_load_the_dictionary_too(monkeypatch):
    loaded = []
    monkeypatch.setattr(segmenting, "Rjieba", lambda own: loaded.append(own) or _jieba())
    segmenter = segmenting.OnDemand(OWN)
    assert [segmenter.cut(run) for run in ("晋城", "大同", "朔州", "吕梁", "长治", "运城", "临汾", "阳泉", "忻州")] == [
        [run] for run in ("晋城", "大同", "朔州", "吕梁", "长治", "运城", "临汾", "阳泉", "忻州")
    ]
    assert loaded == [OWN]


def test_where_another_dictionary_is_installed_nothing_is_looked_up_in_it(monkeypatch):
    monkeypatch.setattr("searchsvc.analysis.sparing.find_spec", lambda name: None)
    assert segmenting.OnDemand(OWN).cut("专精特新企业") == ["专精特新", "企业"]


@cache
def _jieba():
    return analysis.Jieba(OWN)
