"""Words of the way from a log to a baseline: code -> (English, Chinese)."""

_COMMAND = {
    "cli-calibrate": (
        "From a log of real cases to a baseline: look at it and draft its map (--propose), or fit a baseline and report how"
        " far it can be trusted (--map).",
        "从真实办件日志到基线：查看日志并起草映射文件（--propose），或拟合基线并报告可信程度（--map）。",
    ),
    "cli-calibrate-example": (
        "adminsim calibrate log.xes.gz --propose\nadminsim calibrate log.xes.gz --map map.yaml --out my-city.yaml --test 1/3",
        "adminsim calibrate log.xes.gz --propose\nadminsim calibrate log.xes.gz --map map.yaml --out my-city.yaml --test 1/3",
    ),
    "cli-argument-log": (
        "An export of the approval system: XES, CSV or XLSX, the first two also packed with gzip.",
        "审批系统的导出文件：XES、CSV 或 XLSX，前两者可用 gzip 压缩。",
    ),
    "cli-option-propose": (
        "Say what is in the log, and write a draft of its map to --map (by default map.yaml).",
        "说明日志内容，并起草映射文件：写到 --map，默认 map.yaml 这个文件。",
    ),
    "cli-option-map": ("What the columns and codes of the log mean.", "说明日志各列和代码含义的映射文件。"),
    "cli-option-baseline-out": (
        "Scenario to write, as my-city.yaml; its baseline and the report stand beside it. Nothing is overwritten.",
        "要写出的方案文件，如 my-city.yaml；基线和报告写在旁边。不会覆盖已有文件。",
    ),
    "cli-option-until": (
        "Hide everything from this day on (2018-07-01).",
        "从这一天起（如 2018-07-01）的内容一概不看。",
    ),
    "cli-option-test": (
        "Share of cases, the latest, that the fit does not see and is held against (1/3).",
        "最新办件中留作检验的比例，如 1/3；拟合时不看。",
    ),
    "cli-option-calibrate-seed": ("Seed of the bootstrap and of simulations.", "自助法和模拟所用的随机种子。"),
    "cli-option-log": (
        "Also write the visits of the first simulated year, under the reforms, as an event log: a name ending in .xes or"
        " .csv.",
        "另把改革后第一个模拟年份的办理记录写成事件日志：文件名以 .xes 或 .csv 结尾。",
    ),
    "cli-log-several": (
        "--log takes one scenario: give each its own command",
        "--log 只能用于一个方案：请分别运行",
    ),
    "cli-log-written": ("event log: {path}", "事件日志：{path}"),
    "cli-calibrate-which": (
        "say what is to be done: --propose to look at the log, or --map FILE --out FILE to fit a baseline",
        "请说明要做什么：用 --propose 查看日志，或用 --map 文件 --out 文件 拟合基线",
    ),
    "cli-reading": ("reading", "读取"),
    "cli-simulating": ("simulating", "模拟"),
    "cli-calibrate-written": ("written: {files}", "已写出：{files}"),
}

_ERRORS = {
    "log-file-exists": (
        "{path} exists already: nothing is overwritten, choose another name",
        "{path} 已经存在：不会覆盖，请换一个名称",
    ),
    "log-no-map": ("the log was read without a map: give one", "读取日志时没有映射文件：请给出"),
    "log-few-decided": (
        "only {count} decided cases lie in the window: at least {least} are needed",
        "窗口内只有 {count} 件已办结：至少需要 {least} 件",
    ),
    "log-none-decided": (
        "no case reaches both '{first}' and '{deciding}': check their codes in the map",
        "没有办件同时到达“{first}”和“{deciding}”：请检查映射文件中的代码",
    ),
    "log-until": ("'{given}' is no day: write it as 2018-07-01", "“{given}”不是日期：请写成 2018-07-01"),
    "log-until-early": ("no case begins before {given}", "没有办件在 {given} 之前开始"),
    "log-test": (
        "'{given}' is no share of the cases: write it as 1/3 or 0.33",
        "“{given}”不是办件比例：请写成 1/3 或 0.33",
    ),
    "log-test-empty": (
        "a test of {given} of the cases leaves too few on one side",
        "以 {given} 的办件检验，一侧剩下的办件太少",
    ),
}

_NOTICES = {
    "log-out-of-order": (
        "cases whose milestone '{name}' lies before one that it follows, or behind the decision: {count}; it is passed over"
        " there",
        "里程碑“{name}”早于其前一个里程碑或晚于决定的办件：{count} 件；该里程碑不计",
    ),
    "log-no-begin": (
        "cases that never reach '{name}', left out: {count}",
        "从未到达“{name}”的办件，未纳入：{count} 件",
    ),
    "log-open": (
        "cases that do not reach '{name}': {count} ({share}); they are weighted for, not dropped",
        "没有到达“{name}”的办件：{count} 件（{share}）；以加权方式计入，不删除",
    ),
    "log-drift": (
        "NON-STATIONARY: the halves of the log differ by {halves} of the mean time (p = {p}); it does not tell of one and the"
        " same office, and no figure below can be trusted as a forecast",
        "非平稳：日志前后两半相差平均时间的 {halves}（p = {p}）；前后不是同一个机关的状况，以下数字都不能作为预测",
    ),
    "log-work-lowered": (
        "'{name}': the log leaves no room for the assumed work in a tenth of the visits; {minutes} min are taken in its place",
        "“{name}”：有一成以上的办理容不下假定的工时；改取 {minutes} 分钟",
    ),
    "log-overload": (
        "the assumed people would be busy {load} of their time: assume less work, more people or a larger share",
        "按假定，人员忙碌程度为 {load}：请假定更少的工时、更多的人员或更大的时间占比",
    ),
    "log-short": (
        "the window is {days} days long, and a tenth of the cases takes more than {p90}: longer cases are hardly seen",
        "窗口长 {days} 天，而一成办件超过 {p90} 天：更长的办件几乎看不到",
    ),
}

_DRAFT = {
    "draft-head": (
        "What the columns and codes of {file} mean: a draft. Read each line, mend it, then run\n"
        "adminsim calibrate LOG --map THIS --out my-city.yaml --test 1/3",
        "{file} 各列和代码的含义：草稿。请逐行核对修改，然后运行\nadminsim calibrate 日志 --map 本文件 --out my-city.yaml --test 1/3",
    ),
    "draft-columns": ("Which column says what.", "各列的含义。"),
    "draft-zone": (
        "The stamps carry a time zone. as_written takes their wall clock for the office's own; a zone such as Asia/Shanghai\n"
        "turns them into its time.",
        "时间带有时区。as_written 按所写的钟点；写时区（如 Asia/Shanghai）则换算成当地时间。",
    ),
    "draft-no-zone": ("The stamps carry no time zone: they are the office's own.", "时间不带时区：按机关当地时间。"),
    "draft-dates": (
        "Which number of a date comes first (ymd, dmy, mdy), where the file does not tell.",
        "日期中哪个数在前（ymd、dmy、mdy）；文件能判断时不必写。",
    ),
    "draft-sheet": ("Which sheet, and in which row the column names stand.", "哪个工作表，列名在第几行。"),
    "draft-milestones": (
        "The points on the way, in their order; the first is the submission. A handful is enough: received, letter asking for\n"
        "papers, papers back, decision, sent. by: whose time passes before it, the agency's (working days) or the applicant's\n"
        "(calendar days).",
        "办理过程的里程碑，按顺序；第一个是提交。几个就够：收件、补正通知、补正材料交回、决定、送达。\n"
        "by：其前的时间属于谁，agency 为机关（按工作日），applicant 为申请人（按日历日）。",
    ),
    "draft-share": ("in {share} of the cases", "占办件的 {share}"),
    "draft-others": ("The most frequent activities, to choose from:", "最常见的步骤，供选择："),
    "draft-activity": (
        "{events} events, {share} of cases, median day {days}",
        "{events} 条，占办件 {share}，中位数第 {days} 天",
    ),
    "draft-clock": (
        "Where the legal clock stands still, if it does: from the letter to the papers.",
        "法定时限何时停止计算（如有）：从补正通知到材料交回。",
    ),
    "draft-limit": ("The legal limit, if there is one (d, WD or h).", "法定时限（如有），单位 d、WD 或 h。"),
    "draft-types": (
        "How cases are sorted into types; those with fewer than `least` cases are put together.",
        "办件如何分类；不足 least 件的类型合并。",
    ),
    "draft-outcome": ("How cases end, if a column says so.", "办件结果（如有某列说明）。"),
    "draft-hours": (
        "Opening hours of the office (between these lie nine of ten stamps that tell a time) and its holidays.",
        "机关办公时间（九成带钟点的时间在此之间）和节假日。",
    ),
    "draft-assumed": (
        "What no log tells: hands-on time for each step. The log leaves room from {clicks} min (a minute for each event of a\n"
        "case) to {days} working days (each day on which each person touched it), for all steps of a case together.",
        "日志不能说明的：每一步的实际工时。日志给出的范围：每件全部步骤合计从 {clicks} 分钟（每条事件一分钟）\n"
        "到 {days} 个工作日（每人每经手一天算一天）。",
    ),
}

_LOOK = {
    "look-log-title": ("What is in the log", "日志内容"),
    "look-log-cases": ("cases", "办件"),
    "look-log-events": ("events", "事件"),
    "look-log-people": ("people", "人员"),
    "look-log-span": ("from, to", "起止"),
    "look-log-by-day": ("stamps by the day only", "只精确到日的时间"),
    "look-log-gaps": ("gaps of more than a fortnight", "两周以上的空缺"),
    "look-log-columns": ("Columns", "列"),
    "look-log-values": ("values", "取值数"),
    "look-log-example": ("example", "示例"),
    "look-log-activities": ("Activities by frequency", "步骤（按频次）"),
    "look-log-share": ("of cases", "占办件"),
    "look-log-day": ("median day", "中位日"),
    "look-log-years": ("Years", "年份"),
    "look-log-begun": ("cases begun", "新办件"),
    "look-log-more": ("and {count} more", "另有 {count} 个"),
}

_REPORT = {
    "calibrate-title": ("Baseline from {file}", "来自 {file} 的基线"),
    "calibrate-non-stationary": (" (NON-STATIONARY)", "（非平稳）"),
    "calibrate-window": (
        "window {first} to {until}, {cases} cases, {decided} decided; rows in {rows_in} = used {used} + named {named}",
        "窗口 {first} 至 {until}，{cases} 件，已办结 {decided} 件；读入 {rows_in} 行 = 使用 {used} + 列明 {named}",
    ),
    "calibrate-training": ("Fitted against the log", "拟合与日志对照"),
    "calibrate-held-out": (
        "Held out: {cases} later cases, {decided} decided",
        "留出检验：之后的 {cases} 件，已办结 {decided} 件",
    ),
    "calibrate-no-test": (
        "Nothing was held out: how far this is a forecast is not known. Add --test 1/3.",
        "没有留出检验：作为预测有多可靠尚不可知。请加 --test 1/3。",
    ),
    "calibrate-log": ("log", "日志"),
    "calibrate-interval": ("95% interval", "95% 区间"),
    "calibrate-simulated": ("simulated", "模拟"),
    "calibrate-resampled": ("resampled", "重抽样"),
    "calibrate-floor": ("floor", "下限"),
    "calibrate-distances": ("Distances from the held-out cases", "与留出办件的距离"),
    "calibrate-explained": (
        "resampled: past cases drawn again as they are; floor: two halves of the test against each other.",
        "重抽样：把过去的办件原样重抽；下限：留出办件两半之间的差距。",
    ),
    "calibrate-figure-mean": ("mean days", "平均天数"),
    "calibrate-figure-median": ("median days", "中位天数"),
    "calibrate-figure-p90": ("P90 days", "P90 天数"),
    "calibrate-figure-late": ("over the limit", "超期"),
    "calibrate-figure-late_net": ("over the limit, net of stops", "超期（扣除停表）"),
    "calibrate-figure-stopped": ("mean days of a stop", "停表平均天数"),
    "calibrate-figure-asked": ("asked for papers", "要求补正"),
    "calibrate-figure-decided": ("decided at last", "最终办结"),
    "calibrate-w1": ("W1 / mean", "W1 / 均值"),
    "calibrate-distance-n_gram": ("order of steps (3-grams)", "步骤次序（3 元组）"),
    "calibrate-distance-relative_event": ("time since submission (h)", "距提交的时间（小时）"),
    "calibrate-distance-circadian": ("hour of the day (h)", "一天中的时刻（小时）"),
    "calibrate-distance-cycle_time": ("whole time (h)", "全程时间（小时）"),
    "calibrate-distance-arrivals": ("arrivals (h)", "到达（小时）"),
    "calibrate-judge": ("What this log can judge", "这份日志能判断什么"),
    "calibrate-yes": ("yes", "能"),
    "calibrate-partly": ("partly", "部分"),
    "calibrate-no": ("no", "不能"),
    "log-judge-delays": (
        "how long files lie between milestones is what the log tells best",
        "办件在里程碑之间搁置多久，日志最清楚",
    ),
    "log-judge-limit": (
        "what a shorter limit would do to delays, if it is kept; whether it would be kept the log does not tell",
        "时限缩短且被遵守时的效果可以判断；是否会被遵守，日志没有说明",
    ),
    "log-judge-applicant": (
        "how long applicants take is known where a milestone tells it (by: applicant); who would be quicker with help is not",
        "有里程碑说明时（by: applicant）可知申请人用时；得到帮助后会快多少则不知",
    ),
    "log-judge-papers": (
        "a letter says that papers were missing, not which: state documents with your own figures",
        "补正通知只说明缺材料，不说明缺什么：请自行给出材料及其数字",
    ),
    "log-judge-people": (
        "people and work are assumptions here: vary them over their ranges before you believe a verdict",
        "人员和工时在此都是假定：下结论前请在其范围内变动",
    ),
    "log-judge-order": (
        "a log shows in which order things were done, never which order the law demands: state `needs` yourself",
        "日志只显示办理的先后，不显示法律要求的先后：请自行写明 needs",
    ),
    "calibrate-drift": (
        "Halves of the log differ by {halves} of the mean (p = {p}). One per cent more open cases goes with {elasticity} % more"
        " time [{low}, {high}].",
        "日志前后两半相差平均时间的 {halves}（p = {p}）。在办件每多 1%，时间多 {elasticity}% [{low}, {high}]。",
    ),
    "calibrate-work": (
        "Work is assumed: {work} min a step, {staff} people, busy {load}. The log leaves room from {clicks} min to {days} min a"
        " step.",
        "工时为假定：每步 {work} 分钟，{staff} 人，忙碌程度 {load}。日志给出的范围：每步 {clicks} 至 {days} 分钟。",
    ),
    "calibrate-figure-title": ("Days from submission to decision", "从提交到决定的天数"),
    "calibrate-figure-y": ("share of decided cases", "已办结办件比例"),
    "calibrate-figure-x": ("days", "天"),
    "calibrate-figure-training": ("window of the fit", "拟合窗口"),
    "calibrate-figure-test": ("held out", "留出检验"),
    "calibrate-target": ("within the limit", "时限之内"),
    "calibrate-scenario-label": ("As the log tells", "如日志所示"),
}

LOG_WORDS = _COMMAND | _ERRORS | _NOTICES | _DRAFT | _LOOK | _REPORT
