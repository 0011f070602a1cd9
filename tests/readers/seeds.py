"""The binary sample files, written out in words: running this module makes them anew."""

from pathlib import Path

from tests.readers import press

SEEDS = Path(__file__).parents[2] / "seeds"


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, which blank lines part, each without its line ends."""
    return [part.replace("\n", "") for part in text.strip().split("\n\n")]


RAIL = paragraphs("""
本报讯（记者 简宁）一列装着汽车底盘的班列3月13日从永济电机产业园旁的新站台驶出，驶向阿拉木图。
这是永济经济技术开发区公铁联运站投用后的第一列班列。

联运站总投资7.6亿元，铺设铁路专用线4.2公里，年货运能力300万吨。站台离最近的厂房只有四百米，电机下了流水线，
不倒短就能上车。

过去，园区企业的货要先用卡车拉到侯马再装箱，一台大电机光是吊装就要两次。开发区物流科的人给企业算过一笔账：
每吨运费能省下46元，时间能省下两天。

首月已有19家企业签下运单，货值3.9亿元。按照计划，班列每周开行两列，下半年增加到四列，并把运城的苹果和果汁一起带出去。
""")
YARN = paragraphs("""
本报讯 织机响，账本却是静的。在榆次工业园区的锦梭纺织公司，212台喷气织机的停机、断纱、用电全都写在一张屏幕上，
车间里看不到抄表的人。

这套系统由太原的一家软件公司做成，企业投入1300万元，用电下降11%，一等品率提高到98.6%。

晋中市今年拿出5000万元补助这样的改造，已有67家企业报名。 祁雨田
""")
PLUM = paragraphs("""
本报讯 交城经济开发区的骏枣深加工项目3月12日投产，年加工鲜枣2万吨。

项目总投资2.8亿元，由吕梁枣源生物公司建设，从枣核里提取的活性炭已经卖到江苏。

负责人卫青说，一颗枣吃干榨净，产值翻了三番，带动周边枣农1100户。

开发区还计划建一座冷库，库容8000吨。
""")
RELEASE = paragraphs("""
三晋开发区报 2025年3月19日 星期三 第2版

中阳钢铁园区的余热暖了半座县城

——一根11公里的管道和4.6万户居民

本报记者 卫青

本报讯 钢厂的冲渣水温度有八十摄氏度，过去要用风机吹凉。这个冬天，中阳经济开发区把它送进11公里长的管道，
供热面积达到210万平方米，4.6万户居民用上了余热。

项目由县里的暖城热力公司建设，总投资3.7亿元，去年10月投运。一个采暖季算下来，少烧标准煤5.2万吨，
热费每平方米比燃气锅炉低6元。

“管道里走的是废热，账上走的是真钱。”公司负责人凌志强说，钢厂每年由此增加收入2400万元。

吕梁市计划把这一做法推到孝义、柳林，年内再建余热供暖项目3个，总投资9.5亿元。
""")
DATA_CENTRE = """晋北快报 2025年3月21日 星期五 责编：苏禾 第1版

河曲开发区黄河边上建起数据牧场

　　本报讯 3月20日，河曲经济技术开发区的绿电数据中心
一期投运，机房靠黄河水冷却，用电全部来自对岸的风场。
　　项目总投资14.5亿元，一期上架机柜2400个。忻州市能
源部门介绍，数据中心年用绿电3.1亿千瓦时，相当于就地消
纳一座15万千瓦的风电场。 苏禾
"""
GRAIN = (
    '{"title": "代县打造镇边小杂粮加工园", "body": "代县小杂粮加工园3月19日开工，总投资1.6亿元。", '
    '"date": "2025-03-21", "source": "晋北快报"}\n'
)


def sheet() -> list[press.Placed]:
    """Return a sheet with three articles: a headline over two columns, a second below it, a third at their side."""
    head = "三晋经济观察报　2025年3月14日　星期五　责编：裴小楼　版式：鲁小鱼　A4版"
    left, third = 40.0, 409.0
    return [
        press.Placed(left, 810, 9, head),
        press.Placed(left + 70, 770, 20, "电机坐上班列出河东"),
        *press.columns(RAIL, left, 740, 19, 2),
        press.Placed(left, 560, 20, "织机停没停 屏幕先知道"),
        *press.columns(YARN, left, 530, 19, 2),
        press.Placed(third, 770, 14, "一颗枣的三次升值"),
        *press.column(PLUM, third, 745, 15),
    ]


def made() -> dict[str, bytes]:
    """Return the binary sample files by their names."""
    issue = {"晋北快报/01版.txt": DATA_CENTRE.encode("gb18030"), "晋北快报/短讯.jsonl": GRAIN.encode()}
    return {
        "08-columns.pdf": press.pdf([sheet()]),
        "10-release.docx": press.docx(RELEASE),
        "issue.zip": press.gbk_archive(issue),
    }


if __name__ == "__main__":
    for name, data in made().items():
        (SEEDS / name).write_bytes(data)
