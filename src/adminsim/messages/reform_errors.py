"""What is said about reforms and targets that do not fit: code -> (English, Chinese).

What is allowed, and the nearest match, are added behind the text wherever a problem carries them.
"""

REFORM_ERRORS: dict[str, tuple[str, str]] = {
    "reform-unknown-chain": ("there is no chain '{given}'", "没有名为“{given}”的审批链"),
    "reform-unknown-type": ("there is no case type '{given}'", "没有名为“{given}”的办件类型"),
    "reform-phase-order": (
        "a phase from {date} does not come behind the one before it, from {before}",
        "自 {date} 起的阶段不在前一阶段（自 {before} 起）之后",
    ),
    "reform-unknown-step": ("the chain has no step '{given}'", "该审批链没有环节“{given}”"),
    "reform-unknown-department": ("there is no department '{given}'", "没有名为“{given}”的部门"),
    "reform-unknown-calendar": ("there is no calendar '{given}'", "没有名为“{given}”的日历"),
    "reform-drops-everything": (
        "this would leave chain '{chain}' without any step",
        "这样会使审批链“{chain}”不剩任何环节",
    ),
    "reform-merges-unstaffed": (
        "'{given}' is done by no department: only staffed steps can be merged",
        "“{given}”不由任何部门办理：只有由部门办理的环节才能合并",
    ),
    "reform-merge-department": (
        "these steps belong to different departments ({departments}): say by `department` who does the merged step",
        "这些环节属于不同部门（{departments}）：请用 `department` 写明合并后由谁办理",
    ),
    "reform-merge-between": (
        "these steps cannot become one: {between} needs the result of one of them and is needed by another;"
        " merge it too",
        "这些环节不能合并：{between} 依赖其中一个环节的结果，又是另一个环节的前提；请一并合并",
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
        "“{given}”不收取材料，不是受理环节",
    ),
    "reform-promise-days": (
        "a promised date lies whole days away: write '10 WD' or '14 d', not '{given}'",
        "承诺期限须为整天数：请写“10 WD”或“14 d”，而不是“{given}”",
    ),
    "reform-too-few-staff": (
        "{department} does not have {given} people to give",
        "{department} 没有 {given} 人可以抽调",
    ),
    "reform-partial-staff": (
        "where only some cases are covered, say by `staff` how many people each department gives",
        "只覆盖部分办件时，请用 `staff` 写明各部门抽调多少人",
    ),
    "reform-window-staff": (
        "{departments} has other work too: say by `staff` how many people each department gives to the window",
        "{departments} 还有其他工作：请用 `staff` 写明各部门抽调多少人到窗口",
    ),
    "reform-add-or-staff": ("give either `add` or `staff`", "请写 `add` 或 `staff` 之一"),
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
        "“{other}”与“{reform}”都把“{names}”并入别的环节：请关闭其中一项",
    ),
    "target-same-name": (
        "another target is called '{name}' already: give each its own name",
        "已有目标名为“{name}”：请分别命名",
    ),
    "target-needs-chain": (
        "say by `chain` which chain the target is about",
        "请用 `chain` 写明目标针对哪条审批链",
    ),
    "target-unknown-chain": ("there is no chain '{given}'", "没有名为“{given}”的审批链"),
    "target-unknown-type": ("there is no case type '{given}'", "没有名为“{given}”的办件类型"),
    "target-unknown-step": (
        "the chain has no step '{given}'; allowed: {allowed}",
        "该审批链没有环节“{given}”;可用:{allowed}",
    ),
    "target-unknown-milestone": ("there is no milestone '{given}'", "没有名为“{given}”的节点"),
    "target-unknown-measure": (
        "'{given}' is no share that is measured: write `approved`, `without_visit`, a reform or a department",
        "没有名为“{given}”的占比指标：请写 `approved`、`without_visit`，或某项改革措施、某个部门的名称",
    ),
}
