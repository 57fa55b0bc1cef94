"""What is said about wrong calendars, numbers and times: code -> (English, Chinese).

The texts hold plain ``{name}`` fields, as those of `adminsim.messages.model_errors`.
"""

from adminsim.messages.filing import together

_CALENDAR = {
    "model-hours-form": (
        "write opening hours as '09:00-12:00', not '{text}'",
        "办公时间应写作“09:00-12:00”，不能写作“{text}”",
    ),
    "model-no-such-time": (
        "there is no such time in '{text}': a day runs from 00:00 to 24:00",
        "“{text}”中有不存在的时刻：一天从 00:00 到 24:00",
    ),
    "model-hours-backwards": (
        "'{text}' ends before it begins; hours past midnight go to the next day's list",
        "“{text}”的结束时间不晚于开始时间；跨过零点的时段请写到次日",
    ),
    "model-hours-order": (
        "write opening hours in order: '{later}' before '{earlier}'",
        "办公时间应按先后顺序书写：“{later}”应在“{earlier}”之前",
    ),
    "model-hours-overlap": ("'{earlier}' and '{later}' overlap", "“{earlier}”与“{later}”时段重叠"),
    "model-unknown-day": (
        "unknown day '{name}'; write {allowed}, or a range such as mon-fri",
        "无法识别的星期“{name}”；应写 {allowed}，或写范围，如 mon-fri",
    ),
    "model-unknown-day-near": (
        "unknown day '{name}'; did you mean '{nearest}'?",
        "无法识别的星期“{name}”；是否应为“{nearest}”？",
    ),
    "model-day-range": (
        "write a range of days as mon-fri, not '{text}'",
        "星期范围应写作 mon-fri，不能写作“{text}”",
    ),
    "model-day-twice": (
        "{day} has its hours twice: by '{first}' and by '{second}'",
        "{day} 的办公时间写了两次：“{first}”和“{second}”",
    ),
    "model-never-open": ("a calendar opens at least once a week", "日历每周至少要有一个办公时段"),
    "model-hours-map": (
        "write hours by day, such as `mon-fri: [09:00-12:00, 13:30-17:00]`, or always",
        "请按星期书写办公时间，如 `mon-fri: [09:00-12:00, 13:30-17:00]`，或写 always",
    ),
    "model-clock-form": ("write an hour as '09:30', not '{text}'", "时刻应写作“09:30”，不能写作“{text}”"),
    "model-holidays-false": (
        "this reads as 'false': write 'NO' in quotes for Norway, or none",
        "此处会被读作 false：挪威请写带引号的 'NO'，不用节假日请写 none",
    ),
    "model-holidays-china": (
        "write china, not '{name}': those data are kept up with its make-up working days",
        "应写 china，不能写“{name}”：该数据随调休上班日的公布而更新",
    ),
    "model-own-days-map": (
        "write days by date, such as `2027-02-11: closed`",
        "请按日期书写，如 `2027-02-11: closed`",
    ),
    "model-own-day": (
        "write closed, open, `open as mon`, or hours such as [09:00-12:00], not '{text}'",
        "应写 closed、open、`open as mon` 或办公时段如 [09:00-12:00]，不能写“{text}”",
    ),
    "model-own-day-empty": ("a day without hours is written as closed", "没有办公时段的日子请写 closed"),
    "model-own-day-without-hours": (
        "{day} would be lived as {weekday}, which has no hours: write `open as` another day, or its hours",
        "{day} 按 {weekday} 办公，而该日没有办公时段：请写 `open as` 另一日，或直接写办公时段",
    ),
    "model-unknown-region": (
        "no holiday data for the region '{name}'; did you mean '{nearest}'? known: {allowed}",
        "没有地区“{name}”的节假日数据；是否应为“{nearest}”？可用：{allowed}",
    ),
    "model-unknown-holidays": (
        "no holiday data for '{name}': write china, none, or an ISO code such as NL or DE-BY",
        "没有“{name}”的节假日数据：请写 china、none 或国家代码（如 NL 或 DE-BY）",
    ),
    "model-uncovered-years": (
        "no holidays known for {years}: the data for '{holidays}' cover {first} to {last}; "
        "name their days yourself in `days`, or 'outside_covered_years: weekdays' would go on with plain weekdays there",
        "没有 {years} 年的节假日数据：“{holidays}”的数据只覆盖 {first} 至 {last} 年；"
        "可在 `days` 中自行列出这些年份的日子，或写上 outside_covered_years: weekdays 在范围外按普通工作日推算",
    ),
}

_NUMBERS = {
    "model-range-off": (
        "the range {low} to {high} does not hold the value {value}",
        "取值 {value} 不在范围 {low} 至 {high} 之内",
    ),
    "model-no-probability": (
        "a probability lies between 0 and 1, not at {value}",
        "概率应在 0 与 1 之间，不能是 {value}",
    ),
    "model-not-positive": ("must be more than 0, not {value}", "必须大于 0，不能是 {value}"),
    "model-negative": ("must not be negative, as {value} is", "不能为负数，此处为 {value}"),
    "model-out-of-bounds": (
        "must be between {low} and {high}, not {value}",
        "应在 {low} 与 {high} 之间，不能是 {value}",
    ),
    "model-empty-list": ("give at least one", "至少要写一项"),
}

_DURATIONS = {
    "model-no-unit": (
        "a duration needs a unit: write '{value} min', with one of {allowed}",
        "时长必须带单位：应写作“{value} min”，单位可用 {allowed}",
    ),
    "model-duration-form": (
        "write a duration as a number and a unit, such as '30 min'; units: {allowed}",
        "时长应写作数字加单位，如“30 min”或“30分钟”；单位可用 {allowed}，也可写秒、分钟、小时、天、周、工作日",
    ),
    "model-unit-day": (
        "'{value}': 日 may mean working days or days of the calendar: write 工作日 (WD) or 天 (d)",
        "“{value}”：“日”可指工作日，也可指自然日：请写“工作日”（WD）或“天”（d，自然日）",
    ),
    "model-no-number": (
        "'{text}' is not a number: write a duration as '30 min' or '3 WD'",
        "“{text}”不是数字：时长应写作“30 min”或“3 WD”",
    ),
    "model-unknown-unit": (
        "unknown unit '{name}'; units: {allowed}",
        "无法识别的单位“{name}”；单位可用 {allowed}，也可写秒、分钟、小时、天、周、工作日",
    ),
    "model-unknown-unit-near": (
        "unknown unit '{name}'; did you mean '{nearest}'? units: {allowed}",
        "无法识别的单位“{name}”；是否应为“{nearest}”？单位可用 {allowed}",
    ),
    "model-months-here": (
        "months and years have no length of their own, so that '{value}' cannot stand here: write d, wk or WD; "
        "they may stand in limits, of targets too, in a waiting step with `legal_period: true`, and in `period`",
        "月和年没有固定长度，此处不能写“{value}”：请用 d、wk 或 WD；"
        "只有时限（包括目标的时限）、`legal_period: true` 的等待步骤以及 `period` 可以用月和年",
    ),
    "model-months-whole": (
        "a period in months or years is a whole number of them, not '{value}'",
        "以月或年计的期间应为整数，不能是“{value}”",
    ),
    "model-negative-duration": ("a duration is not negative, as {value} is", "时长不能为负，此处为 {value}"),
    "model-endless-duration": (
        "a duration of more than 50 years is surely a slip: {value}",
        "时长超过 50 年，应为笔误：{value}",
    ),
    "model-range-units": (
        "value and range must all be in WD, or none of them",
        "取值与范围的单位要么都用 WD（工作日），要么都不用",
    ),
    "model-mixed-units": (
        "all times of a duration must be in WD, or none",
        "同一时长中的各个时间，单位要么都用 WD（工作日），要么都不用",
    ),
    "model-not-ordered": (
        "{lower} must not be above {upper}, but is up to {top} where {upper} is {bottom}",
        "{lower} 不能大于 {upper}：{lower} 最大为 {top}，而 {upper} 为 {bottom}",
    ),
    "model-not-different": (
        "{lower} and {upper} must differ: for one value write just '{value}'",
        "{lower} 与 {upper} 不能相同：固定时长直接写“{value}”即可",
    ),
    "model-weights-number": (
        "{values} values need as many weights, not {weights}",
        "有 {values} 个取值，就应有同样多的权重，此处有 {weights} 个",
    ),
    "model-quantiles-number": (
        "give two quantiles or more and, if any, as many shares: here are {values} values and {shares} shares",
        "应给出两个或以上的分位数；若写分位点，个数应相同：此处有 {values} 个取值、{shares} 个分位点",
    ),
    "model-quantiles-shares": (
        "the shares of quantiles rise from 0 to 1, as in [0, 0.5, 0.9, 1]; here they are {shares}",
        "分位点应从 0 递增到 1，如 [0, 0.5, 0.9, 1]；此处为 {shares}",
    ),
    "model-quantiles-order": (
        "quantiles do not fall, but {upper} comes behind {lower}",
        "分位数应从小到大排列，此处 {upper} 排在 {lower} 之后",
    ),
    "model-weights-sum": ("the weights sum to {total}, not to 1", "权重之和为 {total}，应为 1"),
    "model-parameters-map": (
        "write its parameters as a map with the keys: {allowed}",
        "参数应写成键值对，可用的键：{allowed}",
    ),
    "model-two-distributions": (
        "a duration has one distribution, not {first} and {second}",
        "一个时长只能有一种分布，不能同时写 {first} 和 {second}",
    ),
    "model-no-distribution": ("name a distribution; allowed: {allowed}", "请写明分布；可选：{allowed}"),
    "model-no-parameters": ("{name} needs its parameters", "分布 {name} 缺少参数"),
    "model-range-misplaced": (
        "a range belongs to a parameter: write the parameter as a map with value, range and source",
        "range 应写在参数之内：把参数写成含 value、range、source 的键值对",
    ),
    "model-unknown-distribution": (
        "unknown distribution '{name}'; allowed: {allowed}",
        "无法识别的分布“{name}”；可选：{allowed}",
    ),
    "model-unknown-distribution-near": (
        "unknown distribution '{name}'; did you mean '{nearest}'? allowed: {allowed}",
        "无法识别的分布“{name}”；是否应为“{nearest}”？可选：{allowed}",
    ),
}

TIME_ERRORS: dict[str, tuple[str, str]] = together(_CALENDAR, _NUMBERS, _DURATIONS)
