"""Words of the ledger of assumptions: code -> (English, Chinese)."""

from adminsim.messages.filing import together

_COMMAND = {
    "cli-assumptions": (
        "List every assumed figure, and say what the verdicts are at each end of its range.",
        "列出全部假设数值，并说明各自取范围两端时目标的结论。",
    ),
    "cli-assumptions-example": (
        "adminsim assumptions my-city.yaml --list\nadminsim assumptions my-city.yaml --out out/my-assumptions",
        "adminsim assumptions my-city.yaml --list\nadminsim assumptions my-city.yaml --out out/my-assumptions",
    ),
    "cli-option-list": (
        "Only list the figures with their ranges and sources; nothing is simulated.",
        "只列出数值及其范围和来源，不模拟。",
    ),
    "cli-option-assumptions-replications": (
        "How many years are simulated at each end of a range, by default 10.",
        "范围每一端模拟多少个年份，默认 10 个。",
    ),
    "cli-option-assumptions-out": (
        "Folder for ledger.csv, assumptions.csv, assumptions.json and the figures; it must not exist, or be empty."
        " Without it nothing is written.",
        "存放 ledger.csv、assumptions.csv、assumptions.json 和图的文件夹；须不存在或为空。不给出则不写入文件。",
    ),
    "cli-list-only": (
        "--list simulates nothing, so that {name} has no meaning with it",
        "--list 不做模拟，因此不能与 {name} 同用",
    ),
}

_ERRORS = {
    "assumptions-none": (
        "there is no assumed figure with a range that could be varied ({count} without one): write one as"
        " {{value, range, source}}",
        "没有带范围的假设数值可供变动（另有 {count} 个不可变动）：请写成 {{value, range, source}}",
    ),
}

_SPACE = {
    "cli-option-space": (
        "Vary all figures at once, at so many points (a power of 2; by default 512, doubled until it is precise): in how"
        " much of the space each target is met, and which figures to measure first.",
        "同时变动全部数值，取若干个点（2 的幂；缺省 512，逐次加倍至足够精确）：各目标在多大部分的范围内达到，先核实哪些数值。",
    ),
    "cli-space-alone": ("--space has no meaning with {name}", "--space 不能与 {name} 同用"),
    "space-impossible": (
        "the reforms are possible at none of {points} points of the space of assumptions",
        "在假设范围的 {points} 个点上改革均无法实施",
    ),
    "space-met": (
        "{target}: met in {share} of the space of all assumptions.",
        "{target}：在全部假设范围的 {share} 内达到。",
    ),
    "space-first": ("Measure first", "先核实"),
    "space-worth": ("wrong less often by", "误判减少"),
    "space-explained": ("of the margin", "占差额变动"),
    "space-none": (
        "No single figure tells more than chance would show: none is worth measuring before the others.",
        "没有哪一项数值超出偶然水平：无需先核实其中任何一项。",
    ),
    "space-how": (
        "{points} points, all {figures} figures with a range at once, one simulated year each; {impossible} where the"
        " reforms are not possible. Nothing is shown below what chance alone shows ({worth} of verdicts, {explained} of"
        " the margin).",
        "共 {points} 个点，{figures} 项有范围的数值同时变动，每点模拟一年；其中 {impossible} 个点改革无法实施。"
        "低于偶然水平（误判 {worth}，差额 {explained}）的不显示。",
    ),
    "space-chance": ("what chance alone shows", "仅凭偶然也会有"),
    "figure-space": ("{target}: what to measure first", "{target}：先核实什么"),
}

_TABLE = {
    "ledger-figure": ("Assumed figure", "假设数值"),
    "ledger-value": ("value", "取值"),
    "ledger-range": ("range", "范围"),
    "ledger-source": ("source", "来源"),
    "ledger-standing": ("varied", "变动"),
    "ledger-varied": ("yes", "是"),
    "ledger-no_range": ("no range", "无范围"),
    "ledger-switched_off": ("reform off", "改革未启用"),
    "ledger-costs": ("costs only", "仅涉费用"),
    "ledger-unused": ("not met", "不涉及"),
    "ledger-to": ("{low} to {high}", "{low} 至 {high}"),
    "ledger-counts": (
        "{count} assumed figures: {varied} with a range that are varied, {no_range} without a range, {switched_off} of"
        " reforms that are switched off, {costs} that cost money but take no time, {unused} that no case meets.",
        "共 {count} 个假设数值：{varied} 个有范围、予以变动，{no_range} 个无范围，{switched_off} 个属于未启用的改革，"
        "{costs} 个仅涉费用，{unused} 个不涉及任何办件。",
    ),
    "ledger-none": ("No figure is an assumption.", "没有假设数值。"),
    "assumptions-at-low": ("at low", "取低值"),
    "assumptions-at-high": ("at high", "取高值"),
    "assumptions-more": ("{count} more with less effect: --format csv", "另有 {count} 项影响更小：--format csv"),
    "assumptions-of": ("{target}: {value} as stated", "{target}：按所列取值为 {value}"),
    "assumptions-swing": ("swing", "变幅"),
    "figure-assumptions": ("{target}: what single assumptions do", "{target}：单项假设的影响"),
    "figure-assumptions-low": ("low end of the range", "范围低端"),
    "figure-assumptions-high": ("high end of the range", "范围高端"),
    "figure-assumptions-required": ("required", "要求"),
    "assumptions-axis-share": ("Share of cases, %", "办件比例（%）"),
    "assumptions-axis-mean": ("Mean", "平均值"),
    "assumptions-axis-beyond": ("Saved beyond what is required", "超出要求的减少量"),
    "assumptions-axis-changed": ("Change that the reforms make", "改革带来的变化"),
}

_SENTENCES = {
    "assumptions-holds": (
        "{target}: {verdict}, and it holds over all single assumptions ({count}, each at both ends of its range).",
        "{target}：{verdict}，且对全部单项假设均成立：共 {count} 项，各取范围两端。",
    ),
    "assumptions-turn": (
        "{target}: {verdict}, but {turning} of {count} single assumptions turn it: {names}.",
        "{target}：{verdict}，但 {count} 项单项假设中有 {turning} 项会改变结论：{names}。",
    ),
    "assumptions-at": ("{name} at {value} ({verdict})", "{name} 取 {value}（{verdict}）"),
    "assumptions-others": ("and {count} more", "另有 {count} 项"),
    "assumptions-impossible": (
        "The reforms are not possible with {names}; nothing is simulated there.",
        "{names} 时改革无法实施，未作模拟。",
    ),
    "assumptions-impossible-at": ("{name} at {value}", "{name} 取 {value}"),
    "assumptions-replications": (
        "One at a time, {replications} simulated years at each end, the same applicants throughout.",
        "每次变动一项，每端模拟 {replications} 个年份，申请人始终相同。",
    ),
}

ASSUMPTION_WORDS: dict[str, tuple[str, str]] = together(_COMMAND, _ERRORS, _SPACE, _TABLE, _SENTENCES)
