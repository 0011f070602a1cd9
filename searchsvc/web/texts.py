"""What the pages say, in both languages: one table, in which a translator changes a text and nothing else."""

from datetime import date
from typing import Final

from searchsvc.messages import Language, Message

TEXTS: Final[dict[str, Message]] = {
    "name": Message("区域经济新闻检索", "Regional economic news"),
    "skip": Message("跳到正文", "Skip to content"),
    "language": Message("English", "中文"),
    "search": Message("检索", "Search"),
    "search_label": Message("检索式", "Query"),
    "search_hint": Message("例如：城市：大同 新能源", "For example: 城市：大同 新能源"),
    "search_title": Message("{q} · 检索结果", "{q} · results"),
    "all_articles": Message("全部文章", "All articles"),
    "home_title": Message("在报纸版面里找到那一句话", "Find the sentence on the newspaper page"),
    "home_lead": Message(
        "检索地方报纸的经济新闻：按城市、开发区和产业归类，每一处命中都标出原文与行号。",
        "Economic news from regional papers in Chinese, filed by city, development zone and industry; "
        "every hit is marked in the original text, with its lines.",
    ),
    "articles": Message("篇文章", "articles"),
    "newest": Message("最新一期", "newest issue"),
    "cities": Message("个城市", "cities"),
    "examples": Message("可以这样检索", "Ways to ask"),
    "newest_articles": Message("最新文章", "Newest articles"),
    "by_city": Message("按城市浏览", "Browse by city"),
    "by_industry": Message("按产业浏览", "Browse by industry"),
    "empty": Message("索引里还没有文章", "There are no articles in the index yet"),
    "empty_hint": Message(
        "请运行 searchsvc index 文件夹，把版面文字收进来，然后刷新本页。",
        "Run searchsvc index FOLDER to read newspaper pages in, then reload this page.",
    ),
    "understood": Message("理解为：", "Understood as: "),
    "warnings": Message("提示", "Notes"),
    "chosen": Message("已选条件", "Chosen filters"),
    "remove": Message("取消{label}", "Remove {label}"),
    "not_value": Message("不含{value}", "not {value}"),
    "no_value": Message("未标注", "none given"),
    "clear": Message("全部清除", "Clear all"),
    "from": Message("起", "from"),
    "to": Message("止", "to"),
    "date": Message("日期", "Date"),
    "apply": Message("应用", "Apply"),
    "timeline": Message("时间分布", "Over time"),
    "total": Message("共 {total} 篇", "{total} articles"),
    "total_one": Message("共 1 篇", "1 article"),
    "shown": Message("第 {first}–{last} 篇", "{first}–{last}"),
    "collapse": Message("近似的只列一篇", "One of near-duplicates"),
    "collapsed": Message("近似的只列一篇，共 {count} 篇", "One of near-duplicates: {count} listed"),
    "expand": Message("全部列出", "List them all"),
    "sort": Message("排序", "Sort"),
    "sort_relevance": Message("相关", "Relevance"),
    "sort_newest": Message("最新", "Newest"),
    "sort_oldest": Message("最早", "Oldest"),
    "filters": Message("筛选", "Filters"),
    "to_filters": Message("筛选与分类计数", "Filters and counts"),
    "results": Message("检索结果", "Results"),
    "selected": Message("已选", "selected"),
    "exclude": Message("排除", "exclude"),
    "exclude_value": Message("排除{value}", "Exclude {value}"),
    "more": Message("显示更多", "Show more"),
    "other": Message("其余合计 {count}", "others {count}"),
    "untitled": Message("（无标题）", "(untitled)"),
    "inferred": Message("版面上没有标题，此处取自导语", "The page prints no headline; this is from the lead"),
    "page_no": Message("{page} 版", "page {page}"),
    "lines": Message("第 {first}–{last} 行", "lines {first}–{last}"),
    "line": Message("第 {first} 行", "line {first}"),
    "filed": Message("归类", "Filed under"),
    "previous": Message("上一页", "Previous"),
    "next": Message("下一页", "Next"),
    "paging": Message("分页", "Pages"),
    "page": Message("第 {page} 页", "Page {page}"),
    "partial": Message(
        "限定时间内没有算完：可能还有更多文章。请换用更具体的词，或加上日期、城市等条件。",
        "The time for a search was over: there may be more articles. Use more telling words, or narrow it by date.",
    ),
    "past_end": Message("这一页已在末页之后。", "This page is past the last one."),
    "last_page": Message("回到末页", "To the last page"),
    "nothing": Message("没有找到符合全部条件的文章", "No article meets all of this"),
    "terms": Message("各词单独的篇数", "Articles with each term alone"),
    "term": Message("词", "Term"),
    "count": Message("篇数", "Articles"),
    "relaxed": Message("以下为放宽条件的结果", "Relaxed: these hold some of the words"),
    "ways_out": Message("换个条件", "Ways out"),
    "way_total": Message("{total} 篇", "{total} articles"),
    "tips": Message(
        "也可以减少用词、去掉引号，或从首页的示例开始。",
        "You can also use fewer words, drop the quotes, or start from the examples on the home page.",
    ),
    "json": Message("JSON 数据", "As JSON"),
    "api": Message("接口文档", "API document"),
    "back": Message("返回检索结果", "Back to the results"),
    "to_home": Message("返回首页", "To the home page"),
    "hits": Message("本文 {count} 处命中", "{count} hits in this article"),
    "hits_one": Message("本文 1 处命中", "1 hit in this article"),
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
    "duplicates": Message("另有 {count} 篇近似", "{count} near-duplicates"),
    "duplicates_one": Message("另有 1 篇近似", "1 near-duplicate"),
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
    "issues": Message("按期浏览", "Issues"),
    "issue_total": Message("共 {total} 期", "{total} issues"),
    "issue_total_one": Message("共 1 期", "1 issue"),
    "newer_issues": Message("较新的", "Newer"),
    "older_issues": Message("较早的", "Older"),
    "undated": Message("日期不详", "Undated"),
    "no_source": Message("来源不详", "Source unknown"),
    "no_page": Message("版次不详", "Page unknown"),
    "sheets": Message("各版", "Pages of the issue"),
    "whole_issue": Message("全部版面", "Whole issue"),
    "cite": Message("引用", "Cite"),
    "gbt7714": Message("GB/T 7714", "GB/T 7714"),
    "plain": Message("通行格式", "In a sentence"),
    "quote_label": Message("要引用的原句", "A passage to quote"),
    "quote_make": Message("制作引文卡", "Make a quote card"),
    "quote_card": Message("引文卡", "Quote card"),
    "quote_check": Message("核对码", "Check"),
    "quote_place": Message("在文中的位置", "Where it stands"),
    "quote_none": Message("本文没有这句话，请从原文复制。", "The article does not say so; copy the passage from it."),
    "origin": Message("出处", "Origin"),
    "file": Message("文件", "File"),
    "id": Message("编号", "Id"),
    "confidence": Message("切分把握 {percent}%", "cut with {percent}% confidence"),
    "error_id": Message("错误编号：{id}", "Error id: {id}"),
    "figures": Message("数字", "Figures"),
    "figures_lead": Message(
        "报道里的数字，换算成同一单位，可筛选、排序、成表；每一个都连着原文那句话。",
        "The numbers that articles report, in common units, to filter, sort and tabulate; each leads to its sentence.",
    ),
    "figures_total": Message("共 {total} 个数字", "{total} figures"),
    "figures_total_one": Message("共 1 个数字", "1 figure"),
    "figures_none": Message("没有符合全部条件的数字", "No figure meets all of this"),
    "figures_tips": Message("请去掉一两个条件再试。", "Let go of a filter or two."),
    "figures_here": Message("本文数字", "Figures in this article"),
    "figures_table": Message("成表", "As a table"),
    "figures_rule": Message(
        "每格不是合计，而是报道过的最大一个数（百分率取最新一个），括号里是这格共有几个数字；没有报道过的留空。",
        "A cell is no sum: it is the greatest figure reported (of rates the latest), in brackets the number of "
        "figures behind it; blank where nothing was reported.",
    ),
    "figures_other": Message("另有 {count} 个数字未列入", "{count} figures are not in the table"),
    "figures_chart": Message("最大的数字（{unit}）", "The greatest figures ({unit})"),
    "figures_rows": Message("逐条", "One by one"),
    "conflicts": Message("口径不一，请核对", "Different values: to be checked"),
    "conflicts_rule": Message(
        "同一主体、同一指标、同一阶段、同一个月，不同文章的数字对不上：或口径不同，或已更新，或各指一事。",
        "Articles of one month give the same subject, metric and stage values that can't all be true: counted "
        "otherwise, updated, or of different things.",
    ),
    "disputed": Message("口径不一", "differs"),
    "csv": Message("下载 CSV", "Download CSV"),
    "group_by": Message("按", "By"),
    "measure": Message("指标", "Measure"),
    "printed": Message("原文", "As printed"),
    "amount": Message("折合", "Amount"),
    "subject": Message("主体", "Subject"),
    "sentence": Message("出处", "Sentence"),
    "of_metric": Message("指标", "Metric"),
    "of_label": Message("原文叫法", "Called"),
    "of_zone": Message("开发区", "Zone"),
    "of_stage": Message("阶段", "Stage"),
    "of_source": Message("来源", "Source"),
    "of_unit": Message("单位", "Unit"),
    "of_city": Message("城市", "City"),
    "rate": Message("百分率", "per cent"),
    "all": Message("不限", "any"),
    "min": Message("不小于", "At least"),
    "max": Message("不大于", "At most"),
    "min_hint": Message("如 10亿元", "10亿元"),
    "label_hint": Message("如 总投资", "总投资"),
    "q_in_figures": Message("只看这些文章", "Within articles"),
    "sort_published_desc": Message("最新", "Newest"),
    "sort_published_asc": Message("最早", "Oldest"),
    "sort_amount_desc": Message("最大", "Greatest"),
    "sort_amount_asc": Message("最小", "Least"),
    "choice_hint": Message("多选：同一类内“或”，各类之间“且”", "Several values of one group: any; several groups: all"),
}

RULES: Final[dict[str, Message]] = {  # those of enrich; one that is not here is shown by its own name
    "given": Message("来稿自带", "given by the source"),
    "corrected": Message("人工更正", "corrected by hand"),
    "title": Message("标题中提到", "named in the headline"),
    "lead": Message("导语中提到", "named in the lead"),
    "body": Message("正文中提到", "named in the body"),
    "list": Message("列举中提到", "named in a list"),
    "listed": Message("列举中提到", "named in a list"),
    "scene": Message("事情发生在此", "where it happens"),
    "named": Message("文中点名", "named in the text"),
    "passing": Message("顺带提到", "named in passing"),
    "table": Message("名录中的名称或简称", "a name from the list of zones"),
    "pattern": Message("由地名与开发区类别推出", "a place name and a kind of zone"),
    "bare": Message("只写“开发区”，由所在地推出", "the zone of the place, called just that"),
}

EXAMPLES: Final[tuple[tuple[str, Message], ...]] = (
    ("城市：大同 新能源", Message("限定城市，再找词", "a city, and a word")),
    ("“三个一批”", Message("引号内一字不差", "exactly as quoted")),
    ("光伏 或 风电", Message("任一个词", "either word")),
    ("开发区 -太原", Message("含前者，不含后者", "one word without another")),
    ("标题：低空经济", Message("只在标题里找", "in headlines only")),
    ("日期:2025-02 签约", Message("限定月份", "within a month")),
)


_MONTHS = (  # not those of the machine's locale
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def said(language: Language, key: str, **values: object) -> str:
    """Return a text of the table, its {names} filled in."""
    return TEXTS[key].said(language).format(**values)


def ruled(language: Language, rule: str) -> str:
    """Return a rule of the evidence in words."""
    return RULES[rule].said(language) if rule in RULES else rule


def counted(language: Language, key: str, count: int, **values: object) -> str:
    """Return a text that counts something; English has a form of its own for one."""
    return said(language, f"{key}_one" if count == 1 else key, count=count, total=count, **values)


def day(published: str | None, language: Language) -> str:
    """Return a date as people write it.

    >>> day("2025-02-10", "zh"), day("2025-02-10", "en")
    ('2025年2月10日', '10 February 2025')
    """
    if not published:
        return ""
    that = date.fromisoformat(published)
    if language == "zh":
        return f"{that.year}年{that.month}月{that.day}日"
    return f"{that.day} {_MONTHS[that.month - 1]} {that.year}"
