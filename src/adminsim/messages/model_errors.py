"""What is said about a baseline that is wrong: code -> (English, Chinese).

The texts hold plain ``{name}`` fields without formats: pydantic fills them in as well as ``str.format``.
"""

from __future__ import annotations

from adminsim.messages.time_errors import TIME_ERRORS

_NOUNS = {
    "calendar": ("calendar", "日历"),
    "department": ("department", "部门"),
    "step": ("step", "步骤"),
    "type": ("case type", "办件类型"),
    "document": ("document", "材料"),
    "skill": ("skill", "专长"),
}

_UNKNOWN: dict[str, tuple[str, str]] = {}
for _code, (_en, _zh) in _NOUNS.items():
    _UNKNOWN[f"model-unknown-{_code}"] = (
        f"there is no {_en} '{{name}}'; allowed: {{allowed}}",
        f"没有名为“{{name}}”的{_zh}；可选：{{allowed}}",
    )
    _UNKNOWN[f"model-unknown-{_code}-near"] = (
        f"there is no {_en} '{{name}}'; did you mean '{{nearest}}'? allowed: {{allowed}}",
        f"没有名为“{{name}}”的{_zh}；是否应为“{{nearest}}”？可选：{{allowed}}",
    )

_DEPARTMENTS = {
    "model-staff-whole": (
        "staff are whole people, not {value}; a part of the day is given by `share`",
        "人员数应为整数，不能是 {value}；只用部分工时请用 `share` 表示",
    ),
    "model-staff-negative": ("staff cannot be negative, as {value} is", "人员数不能为负，此处为 {value}"),
    "model-staff-absurd": (
        "{value} people in one shift is surely a slip: at most {most}",
        "一个班次 {value} 人应为笔误：最多 {most} 人",
    ),
    "model-staff-or-shifts": (
        "give either `staff` or `shifts`",
        "`staff` 与 `shifts` 必须写一个，且只能写一个",
    ),
    "model-groups-too-many": (
        "the groups of '{department}' count {people} people, but at most {most} are ever on duty",
        "部门“{department}”的各组共 {people} 人，而在岗最多只有 {most} 人",
    ),
    "model-skill-nobody": (
        "nobody in '{department}' may do step '{step}' ({skills}): state such people in its `groups`",
        "部门“{department}”无人能办步骤“{step}”（{skills}）：请在该部门的 `groups` 中写明能办的人员",
    ),
    "model-groups-joint": (
        "'{department}' has groups, so that its people cannot take part in the joint step '{step}'",
        "部门“{department}”分了组，其人员不能参加联合步骤“{step}”",
    ),
    "model-share-above-one": (
        "`share` is a share of the day: at most 1, not {value}",
        "`share` 是占全天工时的比例：最大为 1，不能是 {value}",
    ),
    "model-shift-backwards": (
        "the shift ends ({until}) before it begins ({since})",
        "班次的终止日期（{until}）不晚于起始日期（{since}）",
    ),
    "model-nobody-on-duty": (
        "nobody is ever on duty here from {start} to {end}, but step '{step}' of chain '{chain}' needs it",
        "从 {start} 到 {end} 该部门始终无人在岗，但流程“{chain}”的步骤“{step}”由其办理",
    ),
}

_STEPS = {
    "model-outcome-sum": (
        "the probabilities of return and rejection add up to {total}, which is more than 1",
        "退回与不予许可的概率之和为 {total}，超过了 1",
    ),
    "model-no-correction": (
        "a step that returns cases needs a `correction` time",
        "会退回补正的步骤必须写明补正时长 `correction`",
    ),
    "model-legal-period-form": (
        "a legal period is a fixed number of whole days: write `45 d`, `20 WD` or `3 months`",
        "法定期限应为固定的整日数：如 `45 d`、`20 WD` 或 `3 months`",
    ),
    "model-session-pattern": (
        "name either `weekdays` or `days_of_month`",
        "`weekdays` 与 `days_of_month` 必须写一个，且只能写一个",
    ),
    "model-time-zone": ("write local times without a time zone", "请写当地时间，不带时区"),
    "model-arrival-types": (
        "give a case type for each of the {expected} applications, not {given}, or none at all",
        "请为 {expected} 件申请逐一写明办件类型（现有 {given} 个），或都不写",
    ),
    "model-no-work": (
        "step '{step}' is staffed but says no `work`: how long one visit takes",
        "步骤“{step}”由人员办理，却没有写明办理用时 `work`",
    ),
    "model-absurd-work": (
        "{days} working days of one person's work for one visit is surely a slip: at most {most}",
        "办理一次就要一人工作 {days} 个工作日，应为笔误：最多 {most} 个工作日",
    ),
    "model-joint-twice": (
        "'{department}' takes part in step '{step}' already: one person of each department",
        "“{department}”已参加步骤“{step}”：每个部门派一人",
    ),
    "model-never-together": (
        "the departments of step '{step}' are never open at the same time: {departments}",
        "步骤“{step}”的各部门没有共同的办公时间：{departments}",
    ),
    "model-figure-of-another-kind": (
        "step '{step}' has no `{field}` that could differ; allowed: {allowed}",
        "步骤“{step}”没有可另行规定的 `{field}`；可选：{allowed}",
    ),
    "model-type-passes-by": (
        "cases of type '{type}' do not take step '{step}'; those that do: {types}",
        "“{type}”类办件不经过步骤“{step}”；经过的类型：{types}",
    ),
    "model-handover-units": (
        "the hand-overs before step '{step}' must all be in WD, or none",
        "步骤“{step}”的各个流转时间，单位要么都用 WD（工作日），要么都不用",
    ),
    "model-never-again": (
        "nobody comes to step '{step}' a second time: it returns nothing, and no later step returns to it or before it",
        "没有办件会再次来到步骤“{step}”：它自己不退回，也没有后面的步骤退回到它或它之前",
    ),
    "model-own-predecessor": ("step '{step}' cannot wait for itself", "步骤“{step}”不能以自身为前置步骤"),
    "model-cycle": (
        "these steps wait for each other in a circle: {cycle}",
        "下列步骤互为前置，形成循环：{cycle}",
    ),
    "model-return-not-earlier": (
        "a return goes to an earlier step: '{name}' does not come before '{step}'; allowed: {allowed}",
        "退回只能回到在前的步骤：“{name}”不在“{step}”之前；可选：{allowed}",
    ),
    "model-return-from-first": (
        "a return goes to an earlier step, but no step comes before '{step}': leave `resume_at` out",
        "退回只能回到在前的步骤，而“{step}”之前没有步骤：请去掉 `resume_at`",
    ),
    "model-step-of-no-type": (
        "nobody takes step '{step}': the share of its case types ({types}) is 0",
        "没有办件会经过步骤“{step}”：其办件类型（{types}）的占比为 0",
    ),
    "model-step-never-needed": (
        "nobody takes step '{step}': its probability is 0",
        "没有办件会经过步骤“{step}”：其概率为 0",
    ),
    "model-needed-with-itself": (
        "step '{step}' names itself as the step it is needed with: name another",
        "步骤“{step}”的 needed_with 写成了自身：请写另一个步骤",
    ),
    "model-needed-with-another": (
        "step '{other}' is itself needed with '{first}': name '{first}' here too",
        "步骤“{other}”自身又随“{first}”而定：此处也请直接写“{first}”",
    ),
    "model-needed-with-always": (
        "'{step}' is needed with '{other}', but every case needs '{sure}': give it a probability below 1",
        "“{step}”随“{other}”而定，但所有办件都要经过“{sure}”：请给它写一个小于 1 的概率",
    ),
    "model-step-behind-rejection": (
        "nobody reaches step '{step}': '{before}' before it rejects every case",
        "没有办件能到达步骤“{step}”：它之前的“{before}”会否决所有办件",
    ),
    "model-session-never-meets": (
        "there is no meeting from {start} to {end} by this schedule",
        "按此安排，从 {start} 到 {end} 没有一次会议",
    ),
    "model-limit-whole": (
        "a limit in days is a whole number of them, not {value}; parts of a day are written in h",
        "以日计的期限应为整日数，不能是 {value}；不足一日请用 h（小时）",
    ),
    "model-no-limit": (
        "`{field}` needs a `limit`",
        "`{field}` 需要先给出 `limit`（时限）",
    ),
    "model-waiting-limit": (
        "`{field}` is for staffed steps and sessions: nobody can finish a waiting step sooner",
        "`{field}` 只用于有人办理的步骤和会议：等待步骤无法提前办结",
    ),
    "model-limit-clock": (
        "on the clock '{clock}' a limit is in WD or h, not {value}: write it in one of these, or leave `limit_clock` out",
        "在“{clock}”时钟上，期限以 WD 或 h 计，不能是 {value}：请改用其中之一，或去掉 `limit_clock`",
    ),
    "model-waiting-patience": (
        "`patience` is for staffed steps and sessions: nobody queues at a waiting step; for the time until the decision"
        " write it for the chain",
        "`patience` 只用于有人办理的步骤和会议：等待步骤无人排队；若指等候决定的耐心，请写在流程上",
    ),
    "model-work-never-fits": (
        "the shortest work of step '{step}' takes {work} open hours, the longest day of '{department}' has {longest}: with"
        " `at_shift_end: fits` it would never begin; lengthen the hours, or write `at_shift_end: finish`",
        "步骤“{step}”最短也要 {work} 个办公小时，而“{department}”一天最多 {longest} 小时：按 `at_shift_end: fits`"
        " 永远不会开始；请延长时间，或改写 `at_shift_end: finish`",
    ),
    "model-extension-unit": (
        "the extension {given} must have the unit of the limit, {unit}",
        "延长期限 {given} 的单位应与时限相同：{unit}",
    ),
}

_CHAINS = {
    "model-mix-sum": (
        "the mix of the case types sums to {total}, not to 1",
        "各办件类型的占比之和为 {total}，应为 1",
    ),
    "model-no-documents": (
        "there is no document '{name}': the chain has no `documents`",
        "没有名为“{name}”的材料：该流程没有写 `documents`",
    ),
    "model-intake-empty": (
        "the intake of step '{step}' asks for no documents: name some, or leave `intake` out",
        "步骤“{step}”的收件没有列出材料：请列出材料，或去掉 `intake`",
    ),
    "model-document-twice": (
        "document '{name}' is asked for twice at one intake",
        "同一次收件重复要求材料“{name}”",
    ),
    "model-document-unasked": (
        "no intake asks for document '{name}': add it to an intake, or leave it out",
        "没有任何收件步骤要求材料“{name}”：请写入某个收件步骤，或删去",
    ),
    "model-no-obtain": (
        "document '{name}' may be missing: say in `obtain` how long the applicant takes to obtain it",
        "材料“{name}”可能缺失：请用 `obtain` 写明申请人补齐所需的时长",
    ),
    "model-no-arrivals": (
        "no application arrives from {start} to {end}",
        "从 {start} 到 {end} 没有任何申请",
    ),
    "model-too-many-cases": (
        "about {cases} applications from {start} to {end} is surely a slip: at most {most}",
        "从 {start} 到 {end} 约有 {cases} 件申请，应为笔误：最多 {most} 件",
    ),
}

_PERIOD = {
    "model-no-cohort": (
        "the cohort must last longer than 0: it holds the cases that are measured",
        "`cohort` 必须大于 0：只有在此期间提交的办件才计入统计",
    ),
    "model-absurd-start": (
        "the run starts in {year}: the years from {first} to {last} are allowed",
        "起始年份为 {year}：只能在 {first} 至 {last} 年之间",
    ),
}

MODEL_ERRORS: dict[str, tuple[str, str]] = {
    "model-batch-weights": (
        "there are {sizes} batch sizes but {weights} weights: give one weight for each size, or none",
        "批量有 {sizes} 种，权重却有 {weights} 个：请为每种批量各写一个权重，或都不写",
    ),
    "model-backlog-whole": (
        "a backlog is a whole number of cases, at least 1, not {value:g}; leave it out where there is none",
        "积压件数须为不小于 1 的整数，而不是 {value:g}；没有积压就不要写",
    ),
    "model-backlog-step": (
        "'{name}' is the start of nothing that could be waiting: a backlog waits at a staffed step or a session",
        "“{name}”处不会有积压：积压只出现在有人办理的步骤或会议步骤",
    ),
    **_UNKNOWN, **TIME_ERRORS, **_DEPARTMENTS, **_STEPS, **_CHAINS, **_PERIOD,
}  # fmt: skip
