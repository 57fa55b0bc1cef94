"""Words of sweeps: code -> (English, Chinese)."""

from adminsim.messages.filing import together

_COMMAND = {
    "cli-sweep": (
        "Say what becomes of the targets along one figure, or over two.",
        "说明某一项数值（或两项）变动时目标会怎样。",
    ),
    "cli-sweep-example": (
        "adminsim sweep my-city.yaml --vary demand=+10%:+100%:10\n"
        "adminsim sweep my-city.yaml --vary departments.tax.staff=-2:+2:5",
        "adminsim sweep my-city.yaml --vary demand=+10%:+100%:10\n"
        "adminsim sweep my-city.yaml --vary departments.tax.staff=-2:+2:5",
    ),
    "cli-option-vary": (
        "PATH=FROM:TO:STEPS, once or twice: which figure of the files takes which values. 18 is a value, +2 and -2 are"
        " so much more or less than stated, 50% a part of that, +10% so much more than that; times have a unit.",
        "路径=起:止:点数，可给一次或两次：文件中哪一项数值取哪些值。18 为取值，+2、-2 为在所列取值上增减，50% 为其一部分，"
        "+10% 为增加一成；时间须带单位。",
    ),
    "cli-option-sweep-replications": (
        "How many years are simulated at each point, by default 10.",
        "每一点模拟多少个年份，默认 10 个。",
    ),
    "cli-option-sweep-out": (
        "Folder for sweep.csv, crossings.csv, sweep.json and a figure for each measure; it must not exist, or be empty."
        " Without it nothing is written.",
        "存放 sweep.csv、crossings.csv、sweep.json 和各项图的文件夹；须不存在或为空。不给出则不写入文件。",
    ),
}

_ERRORS = {
    "sweep-twice": ("'{given}' is varied twice", "“{given}”变动了两次"),
    "sweep-form": (
        "write PATH=FROM:TO:STEPS, for example departments.window.staff=4:8:5, not '{given}'",
        "请写作 路径=起:止:点数，例如 departments.window.staff=4:8:5，不能写作“{given}”",
    ),
    "sweep-steps": (
        "a sweep has 2 to {most} values, both ends among them, not {given}",
        "变动须取 2 至 {most} 个值（含两端），不能是 {given} 个",
    ),
    "sweep-value": (
        "'{given}' is no value: write 18, +2, -2, 50% or +10%, a time with its unit",
        "“{given}”不是取值：请写 18、+2、-2、50% 或 +10%，时间须带单位",
    ),
    "sweep-unit": (
        "the unit of '{given}' does not fit: the file has it in {unit}",
        "“{given}”的单位不符：文件中的单位为 {unit}",
    ),
    "sweep-percent": (
        "'{given}': {name} stands for several figures together, and is varied in per cent: 50%, +10%",
        "“{given}”：{name} 代表多项数值，只能按百分比变动：50%、+10%",
    ),
    "sweep-no-values": ("no value is given for {given}", "没有给出 {given} 的取值"),
    "sweep-no-rate": (
        "no chain has a rate that could be varied: its applications come one by one, or are listed",
        "没有可变动到达率的流程：其申请按固定间隔或清单到达",
    ),
    "sweep-axes": ("one figure is varied, or two at once, not {given}", "一次变动一项或两项数值，不能是 {given} 项"),
}

_TABLE = {
    "sweep-demand": ("demand", "申请量"),
    "sweep-judged": ("value", "结果"),
    "sweep-verdict": ("verdict", "结论"),
    "sweep-department": ("busiest", "最忙部门"),
    "sweep-load": ("load", "负荷率"),
    "sweep-in": ("{measure}: {told}{unit}", "{measure}：{told}{unit}"),
    "sweep-beyond": ("saved beyond what is required, in ", "超出要求的减少量，单位："),
    "sweep-unit-d": ("days", "天"),
    "sweep-unit-h": ("official hours", "办公小时"),
    "sweep-unit-count": ("by case", "每件"),
    "sweep-unit-CNY": ("yuan", "元"),
    "sweep-elapsed": ("{chain}: mean elapsed time, days", "{chain}：平均历时（天）"),
    "sweep-axis-share": ("Share of cases, %", "办件比例（%）"),
    "sweep-axis-d": ("Days", "天"),
    "sweep-axis-h": ("Hours", "小时"),
    "sweep-axis-count": ("Mean", "平均值"),
}

_SENTENCES = {
    "sweep-lost": (
        "{target}: lost above {figure} = {at} [{low}, {high}]",
        "{target}：{figure} 高于 {at} [{low}, {high}] 时不再达到",
    ),
    "sweep-reached": (
        "{target}: reached above {figure} = {at} [{low}, {high}]",
        "{target}：{figure} 高于 {at} [{low}, {high}] 时达到",
    ),
    "sweep-lost-whole": (
        "{target}: kept up to {figure} = {at} [{low}, {high}], lost beyond",
        "{target}：{figure} 不超过 {at} [{low}, {high}] 时达到，再多则不再达到",
    ),
    "sweep-reached-whole": (
        "{target}: reached from {figure} = {at} [{low}, {high}] on",
        "{target}：{figure} 不少于 {at} [{low}, {high}] 时达到",
    ),
    "sweep-where": (", with {figure} = {value}", "（{figure} = {value}）"),
    "sweep-nowhere-met": ("{target}: MET at every point.", "{target}：各点均达到。"),
    "sweep-nowhere-missed": ("{target}: MISSED at every point.", "{target}：各点均未达到。"),
    "sweep-nowhere-undecided": ("{target}: undecided at every point.", "{target}：各点均未能判定。"),
    "sweep-nowhere-mixed": (
        "{target}: what is judged crosses what is required nowhere; the verdicts differ for want of precision.",
        "{target}：结果未越过要求值；结论不一只因精度不足。",
    ),
    "sweep-replications": (
        "{replications} simulated years at each point, the same applicants throughout; as stated: {stated}. Intervals of"
        " crossings: between these values the target is undecided; straight lines between points.",
        "每点模拟 {replications} 个年份，申请人始终相同；所列取值：{stated}。交点的区间：其间不能判定；各点之间按直线计。",
    ),
    "sweep-overloaded": (
        "! The department cannot keep up there: its queue grows as long as the run goes on, and the value with it.",
        "！该处部门忙不过来：排队随模拟时间不断变长，结果也随之变化。",
    ),
    "sweep-impossible": (
        "The reforms are not possible at {points}; nothing is simulated there.",
        "{points} 时改革无法实施，未作模拟。",
    ),
}

SWEEP_WORDS: dict[str, tuple[str, str]] = together(_COMMAND, _ERRORS, _TABLE, _SENTENCES)
