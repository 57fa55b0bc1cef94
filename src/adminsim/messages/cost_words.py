"""What is said about the price of reforms: code -> (English, Chinese)."""

COST_WORDS: dict[str, tuple[str, str]] = {
    "cost-heading": ("What it costs", "改革的代价"),
    "cost-added": ("added", "增加"),
    "cost-work_hours": ("staff hours for a case", "每件人工（小时）"),
    "cost-late_papers": ("late papers not there in time", "超期未补的容缺件"),
    "cost-commitments": ("approved on commitment", "凭承诺批准"),
    "cost-revoked": ("revoked: promise broken", "承诺不实被撤销"),
    "cost-tacit": ("decided by expiry of a limit", "超期默示批准"),
    "cost-departments": ("Load moved, hours of work", "工作量增减（小时）"),
    "cost-more-departments": ("{count} more departments: see costs.csv", "另有 {count} 个部门：见 costs.csv"),
    "loser-heading": ("Who is slower", "谁变慢了"),
    "loser-slower": ("cases slower", "变慢的办件"),
    "loser-saved": ("days saved a case", "每件省下天数"),
    "loser-neighbour": ("{chain} (its own steps stay)", "{chain}（自身步骤未改）"),
    "gap-heading": ("Clock and lived time, days", "计时与实际用时（天）"),
    "gap-clock": ("official clock", "审批计时"),
    "gap-lived": ("lived time", "实际用时"),
    "gap-gap": ("off the clock", "计时之外"),
    "figure-months": ("{chain}: by month of submission", "{chain}：按提交月份"),
    "figure-month": ("Month of submission", "提交月份"),
    "figure-month-days": ("Mean elapsed days", "平均全程用时（天）"),
    "gap-moves": (
        "{chain}: the official clock falls by {clock} days, lived time by {lived}:"
        " the reforms move time off the clock rather than save it.",
        "{chain}：审批计时减少 {clock} 天，实际用时减少 {lived} 天：改革是把时间移出计时，而不是省下时间。",
    ),
    "gap-rises": (
        "{chain}: the official clock falls by {clock} days, lived time rises by {lived}:"
        " the reforms move time off the clock rather than save it.",
        "{chain}：审批计时减少 {clock} 天，实际用时反而增加 {lived} 天：改革是把时间移出计时，而不是省下时间。",
    ),
}
