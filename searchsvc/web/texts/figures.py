"""What the page of figures says."""

from typing import Final

from searchsvc.messages import Message

TEXTS: Final[dict[str, Message]] = {
    "figures": Message("数字", "Figures"),
    "figures_lead": Message(
        "报道里的数字，换算成同一单位，可筛选、排序、成表；每一个都连着原文那句话。",
        "The numbers that articles report, in common units, to filter, sort and tabulate; each leads to its sentence.",
    ),
    "figures_total": Message("共 {total} 个数字", "{total} figures"),
    "figures_total_one": Message("共 1 个数字", "1 figure"),
    "figures_none": Message("没有符合全部条件的数字", "No figure meets all of this"),
    "figures_tips": Message("请去掉一两个条件再试。", "Let go of a filter or two."),
    "figures_table": Message("成表", "As a table"),
    "figures_rule": Message(
        "每格不是合计，而是报道过的最大一个数（百分率取最新一个），括号里是这格共有几个数字；没有报道过的留空。",
        "A cell is no sum: it is the greatest figure reported (of rates the latest), in brackets the number of "
        "figures behind it; blank where nothing was reported.",
    ),
    "figures_other": Message("另有 {count} 个数字未列入", "{count} figures are not in the table"),
    "figures_chart": Message("最大的数字（{unit}）", "The greatest figures ({unit})"),
    "figures_cities": Message("各城市最大的一个（{unit}）", "The greatest of each city ({unit})"),
    "figures_rows": Message("逐条", "One by one"),
    "conflicts": Message("口径不一，请核对", "Different values: to be checked"),
    "conflicts_rule": Message(
        "同一主体、同一指标、同一阶段、同一个月，不同文章的数字对不上：或口径不同，或已更新，或各指一事。",
        "Articles of one month give the same subject, metric and stage values that can't all be true: counted "
        "otherwise, updated, or of different things.",
    ),
    "disputed": Message("口径不一", "differs"),
    "csv": Message("下载 CSV", "Download CSV"),
    "xlsx": Message("下载 XLSX", "Download XLSX"),
    "group_by": Message("按", "By"),
    "measure": Message("指标", "Measure"),
    "printed": Message("原文", "As printed"),
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
    "min": Message("不小于", "At least"),
    "max": Message("不大于", "At most"),
    "min_hint": Message("如 10亿元", "10亿元"),
    "label_hint": Message("如 总投资", "总投资"),
    "q_in_figures": Message("只看这些文章", "Within articles"),
    "sort_published_desc": Message("最新", "Newest"),
    "sort_published_asc": Message("最早", "Oldest"),
    "sort_amount_desc": Message("最大", "Greatest"),
    "sort_amount_asc": Message("最小", "Least"),
}
