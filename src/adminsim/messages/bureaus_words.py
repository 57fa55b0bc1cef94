"""Words of what bureaus did with their time: code -> (English, Chinese)."""

BUREAUS_WORDS: dict[str, tuple[str, str]] = {
    "cli-bureaus": (
        "Say of each bureau how long its clock ran and which of its steps were late, by month; a page for each.",
        "按部门列出计时长短和超期步骤，逐月统计；每个部门一页。",
    ),
    "cli-bureaus-example": (
        "adminsim bureaus my-city.yaml\nadminsim bureaus my-city.yaml --out out/my-bureaus",
        "adminsim bureaus my-city.yaml\nadminsim bureaus my-city.yaml --out out/my-bureaus",
    ),
    "cli-option-bureaus-out": (
        "Folder for bureaus.csv, by-step.csv, bureaus.json, and a page and a figure of each bureau; it must not exist, or"
        " be empty. Without it nothing is written.",
        "存放 bureaus.csv、by-step.csv、bureaus.json 以及各部门页面和图的文件夹；须不存在或为空。不给出则不写入文件。",
    ),
    "bureaus-heading": ("Bureau", "部门"),
    "bureaus-clock": ("WD a visit", "每次办理工作日"),
    "bureaus-days": ("WD a year", "全年工作日"),
    "bureaus-late": ("late", "超期"),
    "bureaus-legend": (
        "Official time, in working days, in which the bureau's steps were open on the agency clock, hand-over included,"
        " for a visit and in all; and the share of the visits with a limit that ended after it ('-': no step has one).",
        "部门各步骤处于审批计时中的办公时间（折合工作日，含流转），分每次办理和合计；以及有时限的办理中超期的占比"
        "（“-”为没有时限）。",
    ),
    "bureaus-legend-no-limits": (
        "Official time, in working days, in which the bureau's steps were open on the agency clock, hand-over included,"
        " for a visit and in all. No step has a limit, so that nothing is late.",
        "部门各步骤处于审批计时中的办公时间（折合工作日，含流转），分每次办理和合计。各步骤均无时限，故无超期。",
    ),
    "bureaus-part": ("part", "项目"),
    "bureaus-year": ("The year", "全年"),
    "bureaus-all": ("all", "合计"),
    "bureaus-steps": ("Steps", "步骤"),
    "bureaus-months": ("Months", "月份"),
    "bureaus-step": ("{chain}: {step}", "{chain}：{step}"),
    "figure-bureaus-clock": ("Clock of a visit, working days", "每次办理的计时（工作日）"),
    "figure-bureaus-late-share": ("Late visits, % of those with a limit", "超期占有时限办理的比例（%）"),
}
