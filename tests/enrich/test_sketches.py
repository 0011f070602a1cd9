"""Wire copy is known again after it was cut, retitled and given other figures; the next report of a series is not."""

import random
import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.articles import Article, Paragraph
from searchsvc.enrich.sketches import Sketch, alike, packed, sketch, unpacked

PLACES = ("大同", "晋城", "吕梁", "运城", "临汾", "忻州", "朔州", "阳泉", "长治", "晋中")
CHARS = "新能源光伏储电冷链数据铝镁材料氢重卡果汁杂粮加工装备制造物流海关农技术改造升级税银担保贷款"


def sentence(draw):
    words = "".join("".join(draw.sample(CHARS, 2)) for _ in range(draw.randint(4, 12)))
    return (
        f"{draw.choice(PLACES)}{words}{draw.randint(2, 99)}个，总投资{draw.randint(1, 99)}亿元，同比增长{words[::-2]}。"
    )


def article(body, title="大同新能源装机过半", day="2025-02-10"):
    return Article(title=title, paragraphs=tuple(map(Paragraph, body.split("\n"))), published=day)


def written(draw):
    return article("".join(sentence(draw) for _ in range(draw.randint(5, 25))))


def changed(text, draw):
    return re.sub("[0-9]+", lambda number: str(draw.randint(2, 99)), text)


def copied(original, draw):
    """Cut it, give it another headline, and now and then other figures."""
    sentences = re.findall("[^。]+。", original.body)
    body = "".join(sentences[: max(3, round(len(sentences) * draw.uniform(0.4, 1)))])
    return article(changed(body, draw) if draw.random() < 0.3 else body, "又一标题")


def test_pairs_are_found_with_precision_and_recall_of_95_percent():
    draw = random.Random(5)
    originals = [written(draw) for _ in range(120)]
    stories = [(number, each) for number, each in enumerate(originals)]
    stories += [(number, copied(each, draw)) for number, each in enumerate(originals) for _ in range(2)]
    sketches = [(number, sketch(each)) for number, each in stories]
    found = [one == other for (one, mine), (other, theirs) in combinations(sketches, 2) if alike(mine, theirs)]
    wanted = sum(one == other for (one, _), (other, _) in combinations(sketches, 2))
    assert sum(found) / len(found) >= 0.95
    assert sum(found) / wanted >= 0.95


LONG = "".join(f"第{number}家企业{name}在大同经开区投产，" for number, name in enumerate(PLACES * 3, 11))


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda body: f"　　{body.replace('，', '， ')}", True),
        (lambda body: body.replace("大同经开区", "大同經開區").replace("企业", "企業"), True),
        (lambda body: body[: len(body) // 2], True),
        (lambda body: body[: len(body) // 8], False),
        (lambda body: body[::-1], False),
        (lambda body: "", False),
    ],
    ids=["set otherwise", "in traditional characters", "cut to a half", "a brief of it", "other words", "nothing"],
)
def test_what_makes_a_copy(change, same):
    assert alike(sketch(article(LONG)), sketch(article(change(LONG)))) is same


@pytest.mark.parametrize(("day", "same"), [("2025-02-10", True), ("2025-02-11", False), (None, False)])
def test_other_figures_are_a_correction_on_the_same_day_and_a_new_report_on_another(day, same):
    draw = random.Random(7)
    one = article(LONG)
    assert alike(sketch(one), sketch(article(changed(LONG, draw), day=day))) is same


def test_the_headline_does_not_count():
    one = sketch(article(LONG))
    assert sketch(article(LONG, title=None)) == one
    assert alike(one, sketch(article(LONG, "另一标题")))


def test_a_text_of_a_few_words_is_no_copy_of_anything():
    assert not alike(sketch(article("详见今日三版。")), sketch(article("详见今日三版。")))


@given(st.text(), st.text())
def test_any_texts_can_be_compared_either_way(one, other):
    first, second = sketch(article(one)), sketch(article(other))
    assert alike(first, second) == alike(second, first)
    assert set(first.keys) <= first.sample
    assert unpacked(packed(first.sample)) == first.sample


@given(st.integers(0, 20), st.integers(1, 3))
def test_a_cut_text_keeps_the_keys_of_what_is_left(start, times):
    """A sample of a longer text holds no hash that the shorter one, with its larger sample, would not have."""
    whole = sketch(article(LONG * times))
    part = sketch(article((LONG * times)[start:]))
    assert len(whole.sample - part.sample) <= start


def test_hashes_are_the_same_in_every_process():
    """They are kept in the archive."""
    assert sketch(article("新能源装机")) == Sketch(5, "2025-02-10", frozenset({52074691492300418}))


def test_a_report_written_to_a_pattern_is_none_of_another_day():
    """Most of its words are always the same; a copy of another day would have the same figures."""
    words = re.sub("[0-9]+", "", LONG)
    one, other = (f"{words}净值{value}元，上涨{value * 3}%。" for value in (8435, 9651))
    assert alike(sketch(article(one)), sketch(article(one, day="2025-02-11")))
    assert not alike(sketch(article(one)), sketch(article(other, day="2025-02-11")))
