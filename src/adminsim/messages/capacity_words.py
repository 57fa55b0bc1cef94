"""What is said about reforms of capacity, lanes and bureaus: their Chinese, and what can be wrong with them."""

CAPACITY_CHINESE: dict[str, str] = {
    "reform-about-training": (
        "工作人员经过培训，办理更快：同样的工作只需原来的 1/`faster`。工作量在提交时确定：写明起始日的，对该日起提交的办件有效，"
        "此前的办件仍按原速度办理，效果稍迟显现；多次培训相乘。前提是全员受训、培训不占用窗口时间、办得快不增加差错，"
        "退件和不予批准不变。若办件等的是流转、会议、公告或申请人，而不是经办，则收效有限。"
    ),
    "reform-field-training-departments": "部门。",
    "reform-field-training-faster": "速度是原来的几倍：1.2 表示每项工作省去六分之一的时间。",
    "reform-about-opening_hours": (
        "部门延时、错时或周末办公：改用基线中的另一日历，或在原日历的节假日之上改变每周办公时间。"
        "全部开放时间都有同样多的人在岗，另有时段的班次不变；改变时在办的工作在新的时间里继续。计算工作日的机关日历不变。"
        "前提是延长的时间里人员确实在岗，加班费不计。若只是把原有的人分散到更长的时间，则收效有限：请用 `staffing` 写明每时段的人数。"
    ),
    "reform-field-opening_hours-departments": "部门。",
    "reform-field-opening_hours-calendar": "改用的日历（基线中的名称）；与 `hours` 二者取一。",
    "reform-field-opening_hours-hours": "每周办公时间，节假日同原日历；与 `calendar` 二者取一。",
    "reform-about-more_sessions": (
        "审查会议开得更勤、改期，或每次多审几件：起始日起的会议按新的日程和件数进行，对届时等候的所有办件有效。"
        "前提是委员能够到会：模型中会议不占任何人的工作时间，多开会在这里没有费用，实际上有。"
        "若办件等在别处则收效有限：会前环节拖延的，仍要等到更晚的会议。"
    ),
    "reform-field-more_sessions-chain": "流程；不写则为含有所列环节的全部流程。",
    "reform-field-more_sessions-steps": "会议环节。",
    "reform-field-more_sessions-schedule": "会议日程；不写则照旧。",
    "reform-field-more_sessions-places": "每次会议审几件；不写则照旧。",
    "reform-about-pool_departments": (
        "几个部门的审批人员和全部审批环节集中到一个行政审批局：几队并成一队，其间不再流转（按流程统一流转时间的环节）。"
        "不写 `staff` 时，全体人员连同班次自运行之初划转，原部门不再存在，积压件也归审批局。"
        "只覆盖部分办件或写明起始日时，须用 `staff` 写明各部门划转几人：他们办理此后提交的办件，留下的人办完旧件和其余工作。"
        "审批局在其他措施之后设立，其他措施仍用原部门名称。前提是人人都能以写明的速度办理全部环节。"
        "若做不到，对新业务不熟的人办得更慢，原来有空闲的部门办得快的事项也要排入共同的队。"
    ),
    "reform-field-pool_departments-departments": "合并的部门。",
    "reform-field-pool_departments-into": "审批局的名称。",
    "reform-field-pool_departments-staff": "各部门划转几人；不写则为全部人员，此时须对全部办件有效。",
    "reform-field-pool_departments-speed": "审批局的速度是其人员原平均速度的几倍：人人熟悉全部业务时为 1。",
    "reform-field-pool_departments-share": "人员用于这些办件的时间占比；缺省为原占比的平均。",
    "reform-field-pool_departments-calendar": "审批局的办公时间；缺省同所列第一个部门。",
    "reform-field-pool_departments-discipline": "办理顺序；缺省同所列第一个部门。",
    "reform-about-triage": (
        "简易件与疑难件分开办理，简易件走专门通道：所列部门抽出若干人组成通道，只办所覆盖办件在该部门的全部工作，其余人办其余办件。"
        "用 `coverage` 写明哪些办件是简易件（类型或比例）。通道的时间、速度、费用和办理顺序同原部门，在其他措施之后设立。"
        "前提是分流即时、准确、不费人力。代价是一队分成两队：一边有人空闲时另一边可能在排队，若通道不更快、疑难件也不明显更费时，"
        "平均等候反而更长；通道人手太少，比没有通道更慢。"
    ),
    "reform-field-triage-staff": "每个设通道的部门抽出几人。",
    "reform-field-triage-speed": "通道的速度是原部门的几倍：专办一类时可大于 1。",
    "reform-about-green_channel": (
        "部分办件在所列部门（或全部部门）的队里排到其他办件之前。用 `coverage` 写明对谁有效。"
        "在办的先办完；这些办件之间、其余办件之间，仍按部门原来的顺序。按其他措施留下的环节计，对会议无效。"
        "代价由其他人承担：各办件工作量相同时，覆盖的办件少等多少，其余办件就多等多少，全体平均毫无所得（克莱因罗克守恒律）。"
        "只有覆盖的办件比其余的更省工，平均才有所得，更费工则有所失。覆盖的多了，他们又排成同样的队；没有人排队时，没有作用。"
    ),
    "reform-field-green_channel-departments": "让其先行的部门，或 `all`。",
}
"""The Chinese of what docstrings and fields say in English: `reform-about-<kind>`, `reform-field-...`."""

CAPACITY_ERRORS: dict[str, tuple[str, str]] = {
    "reform-calendar-or-hours": ("give either `calendar` or `hours`", "请写 `calendar` 或 `hours` 之一"),
    "reform-people-taken-twice": (
        "'{other}' and '{reform}' together take more people from {department} than it has:"
        " lower a number or switch one of them off",
        "“{other}”与“{reform}”合计抽调的人数超过部门“{department}”的人数：请减少人数或关闭其中一项",
    ),
    "reform-department-set-twice": (
        "'{other}' and '{reform}' both make '{names}' a part of a bureau: switch one of them off",
        "“{other}”与“{reform}”都把部门“{names}”并入审批局：请关闭其中一项",
    ),
    "reform-pooled-twice": ("'{given}' is named twice", "“{given}”写了两次"),
    "reform-pool-staff": (
        "where the bureau does not serve all cases from the start, say by `staff` how many people each department gives",
        "审批局并非从一开始就办理全部办件时，请用 `staff` 写明各部门划转多少人",
    ),
    "reform-nobody-left": (
        "{department} gives all its people, and nobody is left for the cases that are not covered",
        "{department} 的人员全部抽调，未覆盖的办件无人办理",
    ),
    "reform-no-session": ("'{given}' is no meeting", "“{given}”不是会议环节"),
    "reform-schedule-or-places": ("give `schedule`, `places`, or both", "请写 `schedule` 或 `places`，或两者都写"),
    "reform-schedule-set-twice": (
        "'{other}' and '{reform}' both set when '{names}' meets: switch one of them off",
        "“{other}”与“{reform}”都设定了“{names}”的会议日程：请关闭其中一项",
    ),
    "reform-places-set-twice": (
        "'{other}' and '{reform}' both set how many cases '{names}' takes: switch one of them off",
        "“{other}”与“{reform}”都设定了“{names}”每次会议的件数：请关闭其中一项",
    ),
    "reform-hours-set-twice": (
        "'{other}' and '{reform}' both set the opening hours of '{names}': switch one of them off",
        "“{other}”与“{reform}”都设定了部门“{names}”的办公时间：请关闭其中一项",
    ),
}
"""What can be wrong with these reforms: code -> (English, Chinese)."""
