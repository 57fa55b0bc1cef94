"""Words of backlogs by week: code -> (English, Chinese)."""

BACKLOG_WORDS: dict[str, tuple[str, str]] = {
    "cli-backlog": (
        "Follow queues and work in progress week by week, and say in which week each backlog is gone.",
        "逐周列出排队和在办件，并说明各部门的积压在第几周清完。",
    ),
    "cli-backlog-example": (
        "adminsim backlog my-city.yaml\nadminsim backlog my-city.yaml --since 2018-03-01 --out out/my-backlog",
        "adminsim backlog my-city.yaml\nadminsim backlog my-city.yaml --since 2018-03-01 --out out/my-backlog",
    ),
    "cli-option-since": (
        "The day on which the first week begins; by default that of the first reform with a date, else the first day.",
        "第一周的起始日；默认为首个定有日期的改革的日期，没有则为模拟首日。",
    ),
    "cli-option-backlog-out": (
        "Folder for backlog.csv, gone.csv, backlog.json and the figure; it must not exist, or be empty. Without it"
        " nothing is written.",
        "存放 backlog.csv、gone.csv、backlog.json 和图的文件夹；须不存在或为空。不给出则不写入文件。",
    ),
    "backlog-date": (
        "--since takes a day of the run, from {first} to {last}, such as {first}, not '{given}'",
        "--since 应为模拟期内的日期（{first} 至 {last}），如 {first}，而不是“{given}”",
    ),
    "backlog-since": ("Weeks are counted from {date}.", "周数自 {date} 起算。"),
    "backlog-gone": ("Week in which the backlog is gone", "积压清完的周次"),
    "backlog-simulated": ("simulated", "模拟"),
    "backlog-fluid": ("even flow", "均匀流动"),
    "backlog-nowhere": ("No backlog lies anywhere on that day.", "当日各部门均无积压。"),
    "backlog-at-once": ("none", "无"),
    "backlog-never": ("never", "不能"),
    "backlog-none": ("On that day no department has a backlog.", "该日各部门均无积压。"),
    "backlog-gone-legend": (
        "Simulated: the week in which the queue is first empty, in the middle one of the simulated years, and between"
        " which weeks nine of ten lie. Even flow: what lies there over the rate that is to spare.",
        "模拟：排队首次清空的周次，取各模拟年份的中位数，方括号内为九成年份的范围。均匀流动：积压除以富余能力。",
    ),
    "backlog-of-chain": ("In progress: {name}", "在办件：{name}"),
    "backlog-of-department": ("Queue: {name}", "排队：{name}"),
    "backlog-week": ("week {week}, {begins}", "第 {week} 周，{begins}"),
    "backlog-legend": (
        "Means over each week; between the ends in brackets lie nine of ten simulated years. All weeks: --format csv.",
        "各周平均值；方括号内为九成模拟年份的范围。全部周次：--format csv。",
    ),
    "figure-backlog": ("Work in progress and queues by week from {date}", "自 {date} 起逐周的在办件与排队"),
    "figure-backlog-weeks": ("Week; within the band lie nine of ten simulated years", "周次；色带为九成模拟年份的范围"),
}
