"""What the page of an article says."""

from typing import Final

from searchsvc.messages import Message

TEXTS: Final[dict[str, Message]] = {
    "back": Message("返回检索结果", "Back to the results"),
    "hits_none": Message("本文没有“{q}”的命中", "No hit for “{q}” in this article"),
    "first_hit": Message("到第一处", "To the first"),
    "hit_previous": Message("上一处", "Previous hit"),
    "hit_next": Message("下一处", "Next hit"),
    "hit_place": Message("{number}/{count}", "{number} of {count}"),
    "authors": Message("作者", "By"),
    "subheads": Message("文中小标题", "Subheads"),
    "captions": Message("图片说明", "Captions"),
    "continued_from": Message("上接 {page} 版", "Continued from page {page}"),
    "continues_on": Message("下转 {page} 版", "Continued on page {page}"),
    "related": Message("相关报道", "Related articles"),
    "duplicate": Message("近似重复", "near-duplicate"),
    "duplicate_hint": Message("与本文相比", "Compared with this article"),
    "same": Message("文字相同", "The text is the same"),
    "changed_title": Message("标题", "Headline"),
    "changed_figures": Message("数字", "Figures"),
    "changed_sentences": Message("不同的句子（{count}）", "Sentences that differ ({count})"),
    "removed": Message("本文：", "here: "),
    "added": Message("该文：", "there: "),
    "why": Message("归类及依据", "Filed under, and why"),
    "why_hint": Message("展开可见原文依据", "Open one to see the words it stands on"),
    "rule": Message("依据：{rule}", "because: {rule}"),
    "all_of": Message("检索全部“{value}”", "All articles on {value}"),
    "cite": Message("引用", "Cite"),
    "gbt7714": Message("GB/T 7714", "GB/T 7714"),
    "plain": Message("通行格式", "In a sentence"),
    "quote_label": Message("要引用的原句", "A passage to quote"),
    "quote_card": Message("引文卡", "Quote card"),
    "quote_check": Message("核对码", "Check"),
    "quote_place": Message("在文中的位置", "Where it stands"),
    "quote_none": Message("本文没有这句话，请从原文复制。", "The article does not say so; copy the passage from it."),
    "origin": Message("出处", "Origin"),
    "file": Message("文件", "File"),
    "id": Message("编号", "Id"),
    "confidence": Message("切分把握 {percent}%", "cut with {percent}% confidence"),
    "figures_here": Message("本文数字", "Figures in this article"),
    "on_page": Message("在版面上", "On the page"),
    "on_page_lead": Message(
        "版面文字按收录时的原样逐行列出，有底色的是本文。",
        "The text of the page as it was read, line by line; the shaded lines are this article.",
    ),
    "to_article": Message("返回文章", "Back to the article"),
    "own_lines": Message("本文各行", "Lines of this article"),
    "other_here": Message("另一篇：{title}", "another article: {title}"),
    "long_page": Message(
        "版面共 {total} 行，这里只列本文前后", "{total} lines in all; those around the article are shown"
    ),
    "no_text": Message("没有版面文字", "There is no text of the page"),
    "no_text_why": Message(
        "这篇文章是以成稿收入的，或收入时还没有保存版面文字；重新运行 searchsvc index 读入版面文件即可补上。",
        "The article came ready-made, or was read before page texts were kept: searchsvc index, run on the page file "
        "again, adds it.",
    ),
    "page_mates": Message("本版全部文章", "All articles of this page"),
}
