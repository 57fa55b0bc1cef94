"""Words of the walk back from the decision: code -> (English, Chinese)."""

from adminsim.messages.filing import together

_COMMAND = {
    "cli-walk": (
        "Say where the time goes: the critical way back from each decision, the most time-consuming procedures, and what"
        " to do next.",
        "说明时间花在哪里：从办结沿关键路径往回走，列出高耗时环节，并指出下一步。",
    ),
    "cli-walk-example": (
        "adminsim walk my-city.yaml --out out/my-walk",
        "adminsim walk my-city.yaml --out out/my-walk",
    ),
    "cli-option-walk-out": (
        "Folder for walk.csv, walk.json and the figures; it must not exist, or be empty. Without it nothing is written.",
        "存放 walk.csv、walk.json 和图的文件夹；须不存在或为空。不给出则不写入文件。",
    ),
}

_TABLES = {
    "walk-procedures": ("Most time-consuming", "高耗时环节"),
    "walk-slowest": ("Slowest tenth", "最慢一成办件"),
    "walk-holders": ("Who or what holds it", "由谁或因何占用"),
    "walk-parts": ("Parts of the time", "时间构成"),
    "walk-all": ("approved cases", "全部办结件"),
    "walk-slowest-cases": ("slowest tenth", "最慢一成"),
    "walk-rank": ("#", "名次"),
    "walk-rank-was": ("was", "原名次"),
    "walk-with-key": ("{name} ({key})", "{name}（{key}）"),
    "walk-total": ("in all", "合计"),
    "walk-unit": (
        "Mean {unit} on the critical way of an approved case, and what most of them are; all steps add up to its"
        " elapsed time.",
        "办结件关键路径上的平均用时（{unit}）及其主要构成；各步骤之和等于全程用时。",
    ),
    "walk-more": ("{count} more: --format csv", "另有 {count} 项：--format csv"),
    "walk-mostly": ("{name}\n  {part}", "{name}\n  {part}"),
    "walk-mostly-by": ("{name}\n  {who}: {part}", "{name}\n  {who}：{part}"),
    "walk-holder-department": ("{name}", "{name}"),
    "walk-holder-third_party": ("{name} (third party)", "{name}（第三方）"),
    "walk-holder-rule": ("the rule of '{name}'", "“{name}”的规定"),
    "walk-holder-applicant": ("the applicant", "申请人"),
    "figure-walk": ("{chain}: most time-consuming procedures", "{chain}：高耗时环节"),
    "figure-walk-time": (
        "Mean {unit} on the critical way of an approved case, with interval",
        "办结件关键路径上的平均用时（{unit}）及区间",
    ),
}

_LADDER = {
    "ladder-heading": ("How fast it could be, mean {unit} lived", "最快能有多快：全程平均用时（{unit}）"),
    "ladder-progress": ("how fast it could be", "最快能有多快"),
    "ladder-needs": ("by needs alone, nobody waits", "只按必要先后，无排队、无流转"),
    "ladder-handover": ("with hand-overs", "加上流转交接"),
    "ladder-queues": ("with queues", "加上排队"),
    "ladder-custom": ("with custom, as it is", "加上惯例先后，即现状"),
    "ladder-remark": (
        "The first rung is what law and logic leave: no reform of people, files or order gets below it.",
        "第一级是法律和逻辑留下的时间：增人、压缩流转、改变次序都不能低于它。",
    ),
}

_SENTENCES = {
    "walk-next": (
        "{chain}: {when}, {among}most time is held by {holder}: {time} of {total} {unit} of an approved case, mostly as"
        " {part}{at}{beside}; {reforms}.",
        "{chain}：{when}，{among}占用时间最多的是{holder}，办结件 {total} {unit}中占 {time} {unit}，主要是{part}{at}{beside}；"
        "{reforms}。",
    ),
    "walk-when-after": ("under the reforms", "改革后"),
    "walk-when-now": ("as things are", "按现状"),
    "walk-at": (" at '{step}'", "，在“{step}”步骤"),
    "walk-among": ("among departments and rules ", "各部门和各项规定中"),
    "walk-outside": (" ({holder} holds more: {time} {unit})", "（{holder}占用更多：{time} {unit}）"),
    "walk-rival": (" (too close to {rival} to tell)", "（与{rival}相差太小，难分先后）"),
    "walk-touching": ("reforms that touch it: {fresh}", "可触及它的改革措施：{fresh}"),
    "walk-touching-both": (
        "reforms that touch it: {fresh}; in use already: {used}",
        "可触及它的改革措施：{fresh}；已在用：{used}",
    ),
    "walk-touching-used": (
        "all reforms that touch it are in use already ({used}): use them further, or state them for more cases",
        "可触及它的改革措施都已在用（{used}）：可加大力度，或扩大覆盖面",
    ),
    "walk-law": (
        "only another law makes the period shorter, and a reform can begin it earlier or not wait for it: {fresh}",
        "期限只有修改法规才能缩短，改革只能提前开始或不必等它结束：{fresh}",
    ),
    "walk-law-used": (
        "only another law makes the period shorter; what can begin it earlier or not wait for it is in use already"
        " ({used})",
        "期限只有修改法规才能缩短；能提前开始或不必等它结束的改革措施都已在用（{used}）",
    ),
    "walk-left-out": (
        "{chain}: walked are the approved cases of the cohort, {approved_before} in a run before and {approved_after}"
        " after; left out are {rejected_before} and {rejected_after} rejected ones.",
        "{chain}：只走办结通过的办件，每次模拟改革前 {approved_before} 件，改革后 {approved_after} 件；"
        "不予许可的 {rejected_before} 件和 {rejected_after} 件不计。",
    ),
    "walk-unfinished": (
        "{chain}: {before} cases in a run before the reforms and {after} after have no decision by the end of the run,"
        " and so no way to walk back; they are missing above, among the slowest tenth too: a longer `run_out` would"
        " tell more.",
        "{chain}：每次模拟期末仍未办结的有改革前 {before} 件、改革后 {after} 件，没有办结点，无法往回走；"
        "以上（包括最慢一成）都不含它们：延长 `run_out` 可得到更完整的结果。",
    ),
    "walk-none": (
        "{chain}: no case is approved {when}, so there is no way to walk back.",
        "{chain}：{when}没有办结通过的办件，无法往回走。",
    ),
    "walk-timeless": (
        "{chain}: an approved case takes no time {when}.",
        "{chain}：{when}办结件不耗时。",
    ),
}

WALK_WORDS: dict[str, tuple[str, str]] = together(_COMMAND, _TABLES, _LADDER, _SENTENCES)
