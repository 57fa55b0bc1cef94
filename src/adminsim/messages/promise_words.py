"""Words of the limits that could be promised: code -> (English, Chinese)."""

PROMISE_WORDS: dict[str, tuple[str, str]] = {
    "cli-promise": (
        "Say which limit could be promised: what 80, 90 and 95 % of cases keep, by case type and reading.",
        "说明可以承诺多长的时限：按类型和口径列出 80%、90%、95% 的办件能做到的时限。",
    ),
    "cli-promise-example": (
        'adminsim promise my-city.yaml\nadminsim promise my-city.yaml --limit "5 WD" --out out/my-promise',
        'adminsim promise my-city.yaml\nadminsim promise my-city.yaml --limit "5 WD" --out out/my-promise',
    ),
    "cli-option-limit": (
        'Say also which share of cases keeps this limit, such as "5 WD".',
        "另列出做到该时限的办件占比，例如“5 WD”。",
    ),
    "cli-option-years": (
        "How many years are simulated, by default 10.",
        "模拟多少个年份，默认 10 个。",
    ),
    "cli-option-promise-out": (
        "Folder for promise.csv, promise.json and the figures; it must not exist, or be empty. Without it nothing is"
        " written.",
        "存放 promise.csv、promise.json 和图的文件夹；须不存在或为空。不给出则不写入文件。",
    ),
    "promise-limit": (
        "a limit that can be promised is a whole number of working days up to {most}, such as '5 WD', not '{given}'",
        "可承诺的时限应为不超过 {most} 的整工作日数，如“5 WD”，而不是“{given}”",
    ),
    "promise-unit": (
        "Working days that this share of the cases takes at most (0: the same day), under the reforms with interval.",
        "相应占比的办件至多用多少个工作日（0 为当日），改革后附区间。",
    ),
    "promise-legend": (
        "Rejected cases are left out; who gave up or is not done at the end of the run keeps no limit. Who promises the"
        " upper end of an interval is on the safe side.",
        "不予许可的不计；放弃的和期末未办结的视为未做到。按区间上端承诺较为稳妥。",
    ),
    "promise-never": ("never", "不能"),
    "promise-reading-agency": ("agency clock, from acceptance", "审批计时，自受理起"),
    "promise-reading-lived": ("lived, from submission", "实际用时，自提交起"),
    "promise-reading-target": ("as '{target}'", "按“{target}”"),
    "promise-share": ("{chain}: share within {limit}", "{chain}：{limit}内的占比"),
    "figure-promise": ("{chain}: which limit could be promised", "{chain}：可以承诺多长的时限"),
    "figure-promise-days": ("Limit, working days", "时限（工作日）"),
    "figure-promise-share": ("Cases that keep it, %", "做到的办件（%）"),
}
