"""What is said about reforms and targets that do not fit: code -> (English, Chinese)."""

REFORM_ERRORS: dict[str, tuple[str, str]] = {
    "reform-unknown-chain": ("there is no chain '{given}'; allowed: {allowed}", "没有名为“{given}”的审批链;可用:{allowed}"),
    "reform-unknown-type": ("there is no case type '{given}'; allowed: {allowed}", "没有名为“{given}”的事项类型;可用:{allowed}"),
    "reform-unknown-step": ("the chain has no step '{given}'; allowed: {allowed}", "该审批链没有环节“{given}”;可用:{allowed}"),
    "reform-unknown-department": ("there is no department '{given}'; allowed: {allowed}", "没有名为“{given}”的部门;可用:{allowed}"),
    "reform-unknown-calendar": ("there is no calendar '{given}'; allowed: {allowed}", "没有名为“{given}”的日历;可用:{allowed}"),
    "reform-drops-everything": ("this would leave chain '{chain}' without any step", "这样会使审批链“{chain}”不剩任何环节"),
    "reform-merges-unstaffed": (
        "'{given}' is done by no department: only staffed steps can be merged",
        "“{given}”不由任何部门办理:只有有人办理的环节才能合并",
    ),
    "reform-merge-department": (
        "these steps belong to different departments ({departments}): say by `department` who does the merged step",
        "这些环节属于不同部门({departments}):请用 `department` 写明合并后由谁办理",
    ),
    "reform-merge-between": (
        "these steps cannot become one: {between} needs the result of one of them and is needed by another; merge it too",
        "这些环节不能合并:{between} 依赖其中一个环节的结果,又是另一个环节的前提;请一并合并",
    ),
    "reform-merge-circle": (
        "together with the other merged steps this makes a circle of what needs what: {circle}",
        "与其他合并放在一起会使前后依赖成环:{circle}",
    ),
    "reform-name-taken": ("the name '{given}' is taken already; choose another", "名称“{given}”已被使用,请另取一个"),
    "reform-no-intake": ("'{given}' asks for no documents: it is no intake", "“{given}”不收取材料,不是受理环节"),
    "reform-promise-days": (
        "a promised date lies whole days away: write '10 WD' or '14 d', not '{given}'",
        "承诺期限须为整天数:请写“10 WD”或“14 d”,而不是“{given}”",
    ),
    "reform-too-few-staff": (
        "{department} does not have {given} people to give", "{department} 没有 {given} 人可以抽调"
    ),
    "reform-partial-staff": (
        "where only some cases are covered, say by `staff` how many people each department gives",
        "只覆盖部分事项时,请用 `staff` 写明各部门抽调多少人",
    ),
    "reform-window-staff": (
        "{departments} has other work too: say by `staff` how many people each department gives to the window",
        "{departments} 还有其他工作:请用 `staff` 写明各部门抽调多少人到窗口",
    ),
    "reform-add-or-staff": ("give either `add` or `staff`", "请写 `add` 或 `staff` 之一"),
    "reform-same-name": (
        "another reform is called '{name}' already: give each its own `name`", "已有改革措施名为“{name}”:请分别用 `name` 命名"
    ),
    "reform-set-twice": (
        "'{other}' and '{reform}' both set {value}: switch one of them off",
        "“{other}”与“{reform}”都设定了 {value}:请关闭其中一项",
    ),
    "target-same-name": ("another target is called '{name}' already", "已有目标名为“{name}”"),
    "target-needs-chain": ("say which chain the target is about: {allowed}", "请写明目标针对哪条审批链:{allowed}"),
    "target-unknown-chain": ("there is no chain '{given}'; allowed: {allowed}", "没有名为“{given}”的审批链;可用:{allowed}"),
    "target-unknown-type": ("there is no case type '{given}'; allowed: {allowed}", "没有名为“{given}”的事项类型;可用:{allowed}"),
    "target-unknown-milestone": ("there is no milestone '{given}'; allowed: {allowed}", "没有名为“{given}”的节点;可用:{allowed}"),
    "target-unknown-measure": ("there is no measure '{given}'; allowed: {allowed}", "没有名为“{given}”的指标;可用:{allowed}"),
}
