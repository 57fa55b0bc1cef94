"""What the keys of files mean, in Chinese; the English text is the docstring of each attribute.

By class of the model: its own description under an empty key, then those of its keys as a file writes them. What a
class takes over from another one is described there. Reforms carry their own.
"""

from adminsim.messages.chain_fields import CHAIN_FIELDS
from adminsim.messages.scenario_fields import SCENARIO_FIELDS

FIELD_WORDS: dict[str, dict[str, str]] = {
    "System": {
        "": "一次模拟所面对的政务系统；改革措施由它得出新的系统。",
        "version": "文件格式的版本。",
        "label": "显示名称。",
        "period": "模拟期间：起始日、预热期、统计批次、收尾期。",
        "calendar": "法定日历的名称：工作日和承诺时限按它计算。",
        "calendars": "各日历，按名称。",
        "departments": "各部门，按名称。",
        "chains": "各流程，按名称。",
        "source": "数据来源。",
        "note": "备注。",
    },
    "Label": {"": "显示名称，可用一种或两种语言。", "en": "英文名称。", "zh": "中文名称。"},
    "Period": {
        "": "一次模拟所覆盖的时间。",
        "start": "首日，自零点起。",
        "warm_up": "起始后不统计的一段时间（预热期）。",
        "cohort": "预热期之后、所统计的办件提交的一段时间。",
        "run_out": "统计批次之后仍有申请到来的一段时间，使统计的办件在正常负荷下办完。",
    },
    "Length": {
        "amount": "数量。",
        "unit": "单位。",
        "": "带单位的时间：如 30 min（30分钟）、4 h（4小时）、2 d（2天，每天24小时）、3 WD（3个工作日）。",
    },
    "Calendar": {
        "": "每周办公时间、节假日、调休上班日，以及自定的日子。",
        "label": "显示名称。",
        "hours": "每日办公时间：按日（mon … sun，周一 … 周日）、按段（mon-fri）或列举（sat,sun）；或 always，昼夜不停。",
        "holidays": "`china`、`none`，或国家代码（如 NL，可带地区如 DE-BY）；包括数据所知的调休上班日。",
        "make_up": "调休上班日是否上班；ignored 如不上班的银行。",
        "days": "自定的日子，优先于其他一切：`2027-02-11: closed`、`2027-02-07: open as mon`、"
        "`2026-12-31: [09:00-12:00]`。节假日数据未及的年份，写出其中任何一天即视为已知。"
        "也可写旁边一个表的文件名：UTF-8 编码的 CSV，列为 `date` 和 `hours`。",
        "outside_covered_years": "节假日数据未及的年份如何处理：停止，或只按每周办公时间。",
        "period_ends_on_workday": "以日计的期间或时限，末日逢休息日是否顺延至下一工作日（民法典第203条）。以法定日历所写为准。",
        "source": "来源：政策编号、公开数据，或 `assumption`（假设）。",
    },
    "Group": {
        "": "部门中彼此一样的若干人。",
        "label": "显示名称。",
        "staff": "部门人员中的几人。",
        "speed": "速度是部门其他人的几倍：0.5 要用两倍的时间。",
        "skills": "能办而其他人不能办的事；步骤在 `skills` 中写明。",
        "source": "数据来源。",
        "note": "备注。",
    },
    "Department": {
        "": "部门：人员、日历、排队规则。",
        "label": "显示名称。",
        "staff": "办公时间内在岗人数；或改写 `shifts`。",
        "shifts": "何时谁在岗；同时在岗的班次相加。",
        "groups": "其中快慢或专长不同的人；在岗的人少于各组之和时，写在前面的组在岗。",
        "calendar": "办公时间，写日历名称；缺省为法定日历。",
        "discipline": "排队规则。",
        "at_shift_end": "临近下班时开始什么：finish 手头的办完，fits 只开始能在下班前办完的。",
        "patience": "申请人在该部门每次排队多久后放弃；步骤可另行规定。",
        "speed": "办理速度：1 为步骤所写的工时，2 为快一倍。",
        "share": "人员每日用于这些办件的比例：1小时工时占用 1/share 小时办公时间。",
        "cost": "每小时工时的成本，元。",
        "source": "数据来源。",
        "note": "备注。",
    },
    "Shift": {
        "": "两个日期之间在某些时间在岗的人员。",
        "staff": "人数；负数为减少人数。",
        "hours": "该班次的时间；不写则为部门全部办公时间。",
        "since": "该班次的首日。",
        "until": "自该日起不再有该班次。",
    },
    "Number": {
        "": "一个数，或一个假设的数：{value, range, source}。",
        "value": "模拟所用的值。",
        "range": "假设值的可信范围：最小值和最大值。",
        "source": "来源：政策编号、公开数据，或 `assumption`（假设）。",
    },
    "Time": {
        "": "一段时间，或一段假设的时间：{value, range, source}。",
        "value": "模拟所用的值，带单位。",
        "range": "假设值的可信范围：最短和最长。",
        "source": "来源：政策编号、公开数据，或 `assumption`（假设）。",
    },
    "Duration": {
        "": "所需时间：一个固定时间，或一种分布及其参数。",
        "fixed": "总是同样的时间。",
        "uniform": "`low` 与 `high` 之间各值等可能。",
        "triangular": "`low` 与 `high` 之间，`mode` 附近最常见。",
        "exponential": "指数分布，给出均值。",
        "erlang": "若干个相等的指数阶段之和，给出均值和阶段数。",
        "gamma": "伽马分布，给出均值和变异系数。",
        "lognormal": "对数正态分布，给出时间本身的均值和变异系数。",
        "weibull": "韦布尔分布，给出均值和形状。",
        "empirical": "所列各值之一，按权重。",
        "quantiles": "所列分位数之间按直线。",
        "mixture": "几种时间之一，按权重。",
        "source": "分布的来源：政策编号、公开数据，或 `assumption`（假设）。",
    },
    "Fixed": {"": "总是同样的时间。"},
    "Family": {"": "以参数写出的分布；各时间要么都以工作日计，要么都不是。"},
    "Uniform": {"": "`low` 与 `high` 之间各值等可能。", "low": "最短时间。", "high": "最长时间。"},
    "Triangular": {
        "": "`low` 与 `high` 之间，`mode` 附近最常见。",
        "low": "最短时间。",
        "mode": "最常见的时间。",
        "high": "最长时间。",
    },
    "_ByMean": {"": "以均值为参数的分布。", "mean": "平均时间。"},
    "Exponential": {"": "指数分布：短的多，长的少。"},
    "Erlang": {"": "`stages` 个相等的指数时间之和。", "stages": "阶段数；越多则差异越小。"},
    "Gamma": {"": "伽马分布，给出均值和变异系数。", "cv": "变异系数：标准差除以均值。"},
    "Lognormal": {"": "对数正态分布，给出时间本身的均值和变异系数。", "cv": "变异系数：时间本身的标准差除以均值。"},
    "Weibull": {"": "韦布尔分布，给出均值和形状。", "shape": "小于1：长的较多；1：指数分布；约3.6：近于对称。"},
    "Empirical": {
        "": "所列各时间之一，按权重；其间没有别的值。",
        "values": "各时间，次序不限。",
        "weights": "各值的权重，例如件数；不写则相等。",
    },
    "Quantiles": {
        "": "所列分位数之间按直线的分布：由办件记录或经验用几个数给出。",
        "values": "由小到大的分位数，至少两个；其可信范围可越过相邻的值。",
        "at": "不超过各值的比例，由 0 升至 1；不写则间距相等。",
    },
    "Mixture": {"": "几种时间之一，按权重：快的办件和慢的办件。", "parts": "各部分；权重之和为 1。"},
    "Part": {"": "其中一部分。", "weight": "所占的办件比例。", "duration": "这部分的时间。"},
    **CHAIN_FIELDS,
    **SCENARIO_FIELDS,
}
"""Class of the model -> key of a file -> what it means; under "" what the class is."""

SCHEMA_WORDS: dict[str, str] = {
    "A baseline, reforms in order, targets, a study.": "方案：一个基线、依次的改革措施、目标、模拟设计。",
    "Calendars, departments, chains and the demand on each.": "基线：日历、部门、流程及其申请量。",
    "The lowest and the highest value that one would defend.": "可信范围的最小值和最大值。",
    "A catalogue id, a published figure, or `assumption`.": "政策编号、公开数据，或 `assumption`（假设）。",
    "A plain number, or an assumed one: {value, range, source}.": "一个数，或一个假设的数：{value, range, source}。",
    "From when the limit of a whole case is counted.": "整个办件的时限自何时起算。",
    "From when a limit is counted.": "时限自何时起算。",
    "How the hours of a limit are counted, and whether it stands still.": "时限如何计时，是否停计。",
    "What follows when a limit passes before the decision is made.": "办结前超期的后果。",
    "In which order a department takes from its queue.": "部门按什么次序办理排队的办件。",
    "What somebody does as the own hours of a day come to their end.": "临近下班时如何办理。",
    "How an officer tells an applicant what is missing.": "如何告知申请人所缺材料。",
    "What follows once a case has been returned as often as it may.": "退回次数用尽后如何处理。",
    "When the patience of an applicant runs.": "申请人的等待何时起算。",
    "Baseline files beside this one or below, or in a folder `shared` up to two folders above: calendars, departments, "
    "chains are added.": "在本文件旁边或下级、或上两级以内 `shared` 文件夹中的基线文件：加入其日历、部门、流程。",
    "What is otherwise here than in the files included: fields of their calendars, departments and chains, each "
    "replaced as a whole or added; of a chain's types, documents and steps, one by one.": "与所包含文件的不同之处："
    "其日历、部门、流程的各键，整键替换或增加；流程的类型、材料、步骤则逐个替换。",
    "A table beside this file or below.": "本文件旁边或下级的一个表。",
    "Chains of this baseline that make up this one: their steps are called `chain.step`, documents of one name are one "
    "document, and it is decided when all of them are. A map gives each what it comes behind, by `after` (custom) or "
    "`needs`: {startup: {}, tax: {after: [startup]}}.": "组成本流程的其他流程：其步骤名为 `流程.步骤`，同名材料为同一材料，"
    "全部办结时办结。映射写法给出各自在谁之后，用 `after`（惯例）或 `needs`：{startup: {}, tax: {after: [startup]}}。",
    "Chains of the list that it follows by custom.": "所列流程中按惯例在其之前的。",
    "Chains of the list that it cannot begin without.": "所列流程中必须先完成的。",
}
"""What else a schema describes, by its English text."""


def field_in_chinese(kinds: list[str], field: str = "") -> str | None:
    """Return what a key means in Chinese, or what a class is where none is named.

    Parameters
    ----------
    kinds : list of str
        The class and all that it is made from, itself first.
    field : str
        The key as a file writes it.
    """
    told = (FIELD_WORDS[kind] for kind in kinds if kind in FIELD_WORDS)
    return next((words[field] for words in told if field in words), None)
