"""What is said about reforms and targets that do not fit: code -> (English, Chinese).

What only one reform says stands in its own module. What is allowed, and the nearest match, are added behind the text
wherever a problem carries them.
"""

REFORM_ERRORS: dict[str, tuple[str, str]] = {
    "scenario-no-reform": ("the scenario has no reform of this name: {given}", "方案中没有这样的改革措施：{given}"),
    "place-unknown": ("no figure stands at '{given}'", "没有位于“{given}”的数值"),
    "place-no-figure": ("'{given}' is not a figure: name one in it", "“{given}”不是数值：请指明其中的一项"),
    "place-impossible": ("{place} cannot be {given}:", "{place} 不能取 {given}："),
    "reform-unknown-chain": ("there is no chain '{given}'", "没有名为“{given}”的流程"),
    "reform-unknown-type": ("there is no case type '{given}'", "没有名为“{given}”的办件类型"),
    "reform-phase-order": (
        "a phase from {date} does not come behind the one before it, from {before}",
        "自 {date} 起的阶段不在前一阶段（自 {before} 起）之后",
    ),
    "reform-unknown-step": ("the chain has no step '{given}'", "该流程没有步骤“{given}”"),
    "reform-unknown-department": ("there is no department '{given}'", "没有名为“{given}”的部门"),
    "reform-unknown-calendar": ("there is no calendar '{given}'", "没有名为“{given}”的日历"),
    "reform-drops-everything": (
        "this would leave chain '{chain}' without any step",
        "这样会使流程“{chain}”不剩任何步骤",
    ),
    "reform-groups-moved": (
        "'{reform}' would put people of '{department}' elsewhere, but that has groups, and nobody says whose they are",
        "“{reform}”要从部门“{department}”抽调人员，而该部门分了组，不知抽调的是哪一组的人",
    ),
    "reform-groups-lost": (
        "'{reform}' would leave step '{step}' to '{department}', where nobody may do it: skills are those of `groups`, "
        "and people of groups take no part in joint steps",
        "“{reform}”会使步骤“{step}”归“{department}”办理，而那里无人能办：专长来自 `groups`，分了组的人员不参加联合步骤",
    ),
    "reform-merge-circle": (
        "together with the other merged steps this makes a circle of what needs what: {circle}",
        "与其他合并放在一起会使前后依赖成环：{circle}",
    ),
    "reform-name-taken": (
        "the name '{given}' is taken already: choose another",
        "名称“{given}”已被使用：请另取一个",
    ),
    "reform-no-intake": (
        "'{given}' asks for no documents: it is no intake",
        "“{given}”不收取材料，不是受理步骤",
    ),
    "reform-too-few-staff": (
        "{department} does not have {given} people to give",
        "{department} 没有 {given} 人可以抽调",
    ),
    "reform-same-name": (
        "another reform is called '{name}' already: give each its own `name`",
        "已有改革措施名为“{name}”：请分别用 `name` 命名",
    ),
    "reform-staff-set-twice": (
        "'{other}' and '{reform}' both set how many people '{names}' has: switch one of them off",
        "“{other}”与“{reform}”都设定了部门“{names}”的人数：请关闭其中一项",
    ),
    "reform-step-set-twice": (
        "'{other}' and '{reform}' both put '{names}' into another step: switch one of them off",
        "“{other}”与“{reform}”都把“{names}”并入别的步骤：请关闭其中一项",
    ),
    "reform-remade-set-twice": (
        "'{other}' and '{reform}' both change what '{names}' is: switch one of them off",
        "“{other}”与“{reform}”都改变了步骤“{names}”本身：请关闭其中一项",
    ),
    "reform-name-set-twice": (
        "'{other}' and '{reform}' both make a step called '{names}': give one of them another name",
        "“{other}”与“{reform}”都新设名为“{names}”的步骤：请为其中一个另取名称",
    ),
    "reform-department-set-twice": (
        "'{other}' and '{reform}' both make a department called '{names}': give one of them another name",
        "“{other}”与“{reform}”都新设名为“{names}”的部门：请为其中一个另取名称",
    ),
    "reform-not-staffed": (
        "'{given}' is done by no department: name steps that a department does",
        "“{given}”不由任何部门办理：请填由部门办理的步骤",
    ),
    "reform-people-taken-twice": (
        "'{other}' and '{reform}' together take more people from {department} than it has:"
        " lower a number or switch one of them off",
        "“{other}”与“{reform}”合计抽调的人数超过部门“{department}”的人数：请减少人数或关闭其中一项",
    ),
    "reform-people-gone-at-times": (
        "with '{other}' and '{reform}' more people of {department} are to leave than are on duty at some hours:"
        " lower a number or switch one of them off",
        "“{other}”与“{reform}”合在一起，部门“{department}”有的时段应离开的人数超过在岗人数：请减少人数或关闭其中一项",
    ),
    "reform-nobody-left": (
        "{department} gives all its people, and nobody is left for the cases that are not covered",
        "{department} 的人员全部抽调，未覆盖的办件无人办理",
    ),
    "target-same-name": (
        "another target is called '{name}' already: give each its own name",
        "已有目标名为“{name}”：请分别命名",
    ),
    "target-same-reading": (
        "another reading of the target is called '{name}' already: give each its own name",
        "该目标已有口径名为“{name}”：请分别命名",
    ),
    "target-clock-unit": (
        "the agency clock stands still out of hours, and {unit} is calendar time: write the limit of {limit} in WD or h"
        " (official hours), or measure it by `clock: elapsed`",
        "审批计时只在工作时间内走，而 {unit} 是自然时间：请把时限 {limit} 改用 WD（工作日）或 h（工作小时），"
        "或用 `clock: elapsed` 按全程用时计",
    ),
    "target-clock-unit-reading": (
        "the reading '{reading}' is on the agency clock, which stands still out of hours, and {unit} is calendar time:"
        " write the limit of {limit} in WD or h (official hours), or give the reading `clock: elapsed`",
        "口径“{reading}”按审批计时，只在工作时间内走，而 {unit} 是自然时间：请把时限 {limit} 改用 WD（工作日）或"
        " h（工作小时），或给该口径写 `clock: elapsed`",
    ),
    "target-months-steps": (
        "months say a date, and the time of named steps has none: write the limit of {limit} in d or WD, or leave out"
        " `steps` and `sum`",
        "月和年指的是某一日期，而所列步骤的用时没有日期：请把时限 {limit} 改用 d（自然日）或 WD（工作日），"
        "或不写 `steps` 和 `sum`",
    ),
    "target-months-steps-reading": (
        "months say a date, and the reading '{reading}' adds up the time of steps: write the limit of {limit} in d or WD,"
        " or leave out the reading's `steps` and `sum`",
        "月和年指的是某一日期，而口径“{reading}”累计的是步骤用时：请把时限 {limit} 改用 d（自然日）或 WD（工作日），"
        "或不写该口径的 `steps` 和 `sum`",
    ),
    "target-needs-chain": (
        "say by `chain` which chain the target is about, or by `chains` which ones together",
        "请用 `chain` 写明目标针对哪条流程，或用 `chains` 写明合计哪几条",
    ),
    "target-chain-and-chains": (
        "the target names `chain: {chain}` and `chains`: write one of the two",
        "该目标既写了 `chain: {chain}`，又写了 `chains`：请只写其一",
    ),
    "target-no-fees": (
        "no step of the chain states a `fee`: write what the applicant pays there",
        "该流程没有步骤写明 `fee`（收费）：请写上申请人在各步骤缴纳的金额",
    ),
    "target-same-chain": ("the chain '{name}' is named twice", "流程“{name}”写了两次"),
    "target-nothing-there": (
        "the chain '{chain}' has none of these ({named}): name some of it too, or leave the chain out",
        "流程“{chain}”中没有其中任何一项（{named}）：请补写该流程的，或从 `chains` 中去掉该流程",
    ),
    "target-unknown-chain": ("there is no chain '{given}'", "没有名为“{given}”的流程"),
    "target-unknown-type": ("there is no case type '{given}'", "没有名为“{given}”的办件类型"),
    "target-unknown-step": (
        "the chain has no step '{given}'; allowed: {allowed}",
        "该流程没有步骤“{given}”;可用:{allowed}",
    ),
    "target-unknown-milestone": ("there is no milestone '{given}'", "没有名为“{given}”的节点"),
    "target-unknown-measure": (
        "'{given}' is no share that is measured: write `approved`, `without_visit`, a reform or a department",
        "没有名为“{given}”的占比指标：请写 `approved`、`without_visit`，或某项改革措施、某个部门的名称",
    ),
}
