"""What the start page and the results say."""

from typing import Final

from searchsvc.messages import Message

TEXTS: Final[dict[str, Message]] = {
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
    "empty_hint": Message(
        "请运行 searchsvc index 文件夹，把版面文字收进来，然后刷新本页。",
        "Run searchsvc index FOLDER to read newspaper pages in, then reload this page.",
    ),
    "timeline": Message("时间分布", "Over time"),
    "shown": Message("第 {first}–{last} 篇", "{first}–{last}"),
    "collapse": Message("近似的只列一篇", "One of near-duplicates"),
    "collapsed": Message("近似的只列一篇，共 {count} 篇", "One of near-duplicates: {count} listed"),
    "expand": Message("全部列出", "List them all"),
    "sort_relevance": Message("相关", "Relevance"),
    "sort_newest": Message("最新", "Newest"),
    "sort_oldest": Message("最早", "Oldest"),
    "sort_figure": Message("数字最大", "Greatest figure"),
    "take_all": Message("取走全部：", "Take all of it: "),
    "filters": Message("筛选", "Filters"),
    "to_filters": Message("筛选与分类计数", "Filters and counts"),
    "results": Message("检索结果", "Results"),
    "inside": Message("在其中查找，可用拼音", "Find one, in pinyin too"),
    "only": Message("只看", "only"),
    "only_value": Message("只看{value}", "Only {value}"),
    "exclude": Message("排除", "exclude"),
    "exclude_value": Message("排除{value}", "Exclude {value}"),
    "more": Message("显示更多", "Show more"),
    "other": Message("其余合计 {count}", "others {count}"),
    "partial": Message(
        "限定时间内没有算完：可能还有更多文章。请换用更具体的词，或加上日期、城市等条件。",
        "The time for a search was over: there may be more articles. Use more telling words, or narrow it by date.",
    ),
    "nothing": Message("没有找到符合全部条件的文章", "No article meets all of this"),
    "terms": Message("各词单独的篇数", "Articles with each term alone"),
    "term": Message("词", "Term"),
    "count": Message("篇数", "Articles"),
    "figures_matched": Message("符合的数字", "Figures that match"),
    "relaxed": Message("以下为放宽条件的结果", "Relaxed: these hold some of the words"),
    "ways_out": Message("换个条件", "Ways out"),
    "way_total": Message("{total} 篇", "{total} articles"),
    "tips": Message(
        "也可以减少用词、去掉引号，或从首页的示例开始。",
        "You can also use fewer words, drop the quotes, or start from the examples on the home page.",
    ),
    "duplicates": Message("另有 {count} 篇近似", "{count} near-duplicates"),
    "duplicates_one": Message("另有 1 篇近似", "1 near-duplicate"),
    "choice_hint": Message("多选：同一类内“或”，各类之间“且”", "Several values of one group: any; several groups: all"),
}
