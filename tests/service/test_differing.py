"""What changed between two articles: the headline, sentences that came, went or were changed, figures."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from searchsvc.articles import Article, Paragraph
from searchsvc.enrich import enrich
from searchsvc.service.differing import Change, Difference, difference


def article(title, *paragraphs):
    return enrich(Article(title=title, paragraphs=tuple(map(Paragraph, paragraphs))))


LEAD = "大同经开区昨日签约项目 12 个，总投资 40 亿元。"
MORE = LEAD.replace("40", "45")
JOBS = "项目建成后可带动就业三千人。"
PLAN = "开发区计划年内再引进三家企业。"
WIRE = article("大同经开区签约", LEAD + JOBS, PLAN)


def told(found):
    return [tuple(figure and (figure.metric, figure.amount) for figure in (each.before, each.after)) for each in found]


def test_the_same_set_otherwise_is_no_difference():
    other = article("大同經開區簽約", LEAD.replace(" ", ""), JOBS + PLAN.replace("，", ","))
    assert difference(WIRE, replace(other, figures=WIRE.figures)) == Difference(None, (), ())


def test_headline_sentence_and_figure_that_were_changed():
    found = difference(WIRE, article("四十五亿元落户大同", MORE + JOBS, PLAN))
    assert found.title == Change("大同经开区签约", "四十五亿元落户大同")
    assert found.sentences == (Change(LEAD, MORE),)
    assert told(found.figures) == [(("investment", 4e9), ("investment", 4.5e9))]


def test_sentences_and_figures_that_went_and_came():
    cut = article("大同经开区签约", JOBS)
    assert difference(WIRE, cut).sentences == (Change(LEAD, None), Change(PLAN, None))
    assert difference(cut, WIRE).sentences == (Change(None, LEAD), Change(None, PLAN))
    assert told(difference(cut, WIRE).figures) == [(None, ("projects", 12)), (None, ("investment", 4e9))]


def test_a_sentence_in_place_of_quite_another_one_is_not_a_change_of_it():
    found = difference(article("甲", LEAD), article("甲", JOBS))
    assert found.sentences == (Change(LEAD, None), Change(None, JOBS))


def test_a_sentence_before_a_changed_one_was_added():
    found = difference(article("甲", LEAD), article("甲", JOBS + MORE))
    assert found.sentences == (Change(None, JOBS), Change(LEAD, MORE))


def test_an_inferred_headline_is_none():
    one = replace(WIRE, title_inferred=True)
    assert difference(one, WIRE).title == Change(None, "大同经开区签约")


def test_figures_of_another_subject_are_not_paired():
    """12 projects signed did not become 12 begun."""
    found = difference(article("甲", "大同签约项目 12 个。"), article("甲", "大同开工项目 12 个。"))
    assert [(each.before is None, each.after is None) for each in found.figures] == [(False, True), (True, False)]


SENTENCES = st.lists(st.sampled_from([LEAD, MORE, JOBS, PLAN, "会议结束。"]), max_size=6)


@given(SENTENCES, SENTENCES)
def test_what_went_and_came_makes_the_one_into_the_other(before, after):
    one, other = (Article(paragraphs=tuple(map(Paragraph, texts))) for texts in (before, after))
    changes = difference(one, other).sentences
    left, come = list(before), [change.after for change in changes if change.after]
    for change in changes:
        if change.before:
            left.remove(change.before)
    assert sorted(left + come) == sorted(after)
    assert difference(one, one) == Difference(None, (), ())
