"""Words of breaking a limit down: code -> (English, Chinese)."""

BREAKDOWN_WORDS: dict[str, tuple[str, str]] = {
    "cli-breakdown": (
        "Break a limit down into limits of steps or procedures that add up and are kept together, and print them to paste.",
        "把总时限分解为各步骤或各环节的时限：沿最长路径相加等于总时限，且可同时做到；给出可粘贴的改革条目。",
    ),
    "cli-breakdown-example": (
        'adminsim breakdown my-city.yaml --limit "5 WD"\n'
        'adminsim breakdown my-city.yaml --limit "5 WD" --by procedure --share 0.9',
        'adminsim breakdown my-city.yaml --limit "5 WD"\n'
        'adminsim breakdown my-city.yaml --limit "5 WD" --by procedure --share 0.9',
    ),
    "cli-option-breakdown-limit": (
        'The limit of the whole on the agency clock, such as "5 WD".',
        "审批计时的总时限，例如“5 WD”。",
    ),
    "cli-option-breakdown-by": (
        "What gets limits: each step (the default), or each stage, the steps of one procedure.",
        "给什么定时限：step 各步骤（默认），procedure 各环节，即属于同一环节的各步骤合在一起。",
    ),
    "cli-option-breakdown-share": (
        "Share of the cases that are to keep all limits together, by default 0.95.",
        "同时做到全部步骤时限的办件占比，默认 0.95。",
    ),
    "cli-option-breakdown-chain": ("Which chain; by default the first.", "哪条流程，默认第一条。"),
    "cli-option-breakdown-out": (
        "Folder for breakdown.csv, breakdown.json, limits.yaml, by procedure targets.yaml, and the figure; it must not"
        " exist, or be empty. Without it nothing is written.",
        "存放 breakdown.csv、breakdown.json、limits.yaml（按环节时另有 targets.yaml）和图的文件夹；须不存在或为空。不给出则不写入文件。",
    ),
    "breakdown-chain": ("there is no chain '{given}', only {allowed}", "没有流程“{given}”，只有 {allowed}"),
    "breakdown-none": (
        "no case of '{chain}' is approved, or no step of it is on the agency clock, so that there is nothing to break"
        " down",
        "“{chain}”没有办结通过的办件，或没有计时的步骤，无法分解",
    ),
    "breakdown-too-short": (
        "{limit} WD are too short: that leaves some step of '{chain}' no half hour",
        "{limit} 个工作日太短：“{chain}”有步骤连半小时也分不到",
    ),
    "breakdown-title": (
        "{chain}: {limit} broken down, official hours under the reforms",
        "{chain}：{limit}的分解（改革后，办公小时）",
    ),
    "breakdown-step": ("Step", "步骤"),
    "breakdown-procedure": ("Procedure", "环节"),
    "breakdown-from-to": ("{first} … {last}", "{first}…{last}"),
    "breakdown-limit": ("limit, h", "时限"),
    "breakdown-today": ("today, h", "现状"),
    "breakdown-faster": ("faster by", "须提速"),
    "breakdown-kept": ("keep it today", "现在做到的占比"),
    "breakdown-way": ("* {step}", "* {step}"),
    "breakdown-sum": (
        "Along the longest way (*) the limits add up to {sum} of {allowed} h. As things are {share} of the cases keep"
        " them all.",
        "沿最长路径（*）各时限合计 {sum} 小时，总时限为 {allowed} 小时。按现状 {share} 的办件能全部做到。",
    ),
    "breakdown-fits-step": (
        "Today's limits, which {wanted} of the cases keep together, fit: no step must become faster.",
        "现状时限（{wanted}的办件可同时做到）已能容纳：无须提速。",
    ),
    "breakdown-fits-procedure": (
        "Today's limits, which {wanted} of the cases keep together, fit: no procedure must become faster.",
        "现状时限（{wanted}的办件可同时做到）已能容纳：各环节无须提速。",
    ),
    "breakdown-must-step": (
        "What {wanted} of the cases keep together today adds up to {today} h: every step is shortened alike.",
        "{wanted}的办件现在可同时做到的时限合计 {today} 小时：各步骤按同一比例缩短。",
    ),
    "breakdown-must-procedure": (
        "What {wanted} of the cases keep together today adds up to {today} h: every procedure is shortened alike.",
        "{wanted}的办件现在可同时做到的时限合计 {today} 小时：各环节按同一比例缩短。",
    ),
    "breakdown-undone": (
        "{undone} of the cases give up or are undecided when the run ends, and keep no limit.",
        "{undone}的办件被申请人放弃或期末仍未办结，视为未做到任何时限。",
    ),
    "breakdown-never": (
        "No such limits are kept together by {wanted} of the cases: those of today are the longest times of approved"
        " cases, {today} h in all.",
        "没有哪组时限能让 {wanted} 的办件同时做到：现状一栏为办结通过的办件的最长用时，合计 {today} 小时。",
    ),
    "breakdown-paste": ("To paste below `reforms`, behind the others:", "可粘贴到 `reforms` 末尾："),
    "breakdown-nothing": ("No step can be given a limit of its own here.", "没有可单独设定时限的步骤。"),
    "breakdown-paste-targets": (
        "To paste below `targets`, so that each procedure is judged as a whole:",
        "可粘贴到 `targets` 下，以便按环节整体判定：",
    ),
    "figure-breakdown-step": ("{chain}: limits of steps within {limit}", "{chain}：{limit}的步骤分解"),
    "figure-breakdown-procedure": ("{chain}: limits of procedures within {limit}", "{chain}：{limit}的环节分解"),
    "figure-breakdown-hours": ("Official hours", "办公小时"),
    "figure-breakdown-today": ("kept together today", "现在可同时做到"),
    "figure-breakdown-limit": ("limit", "时限"),
}
