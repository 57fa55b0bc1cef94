"""What is said about limits: errors, and the Chinese of time_limit."""

LIMIT_ERRORS: dict[str, tuple[str, str]] = {
    "reform-limit-waiting": (
        "'{given}' only waits: a limit holds for steps that somebody does",
        "“{given}”只是等待：时限只用于有人办理的环节和会议",
    ),
    "reform-limit-days": (
        "a limit is a positive length, in days a whole number of them: '5 WD' or '4 h', not '{given}'",
        "时限应为正数，以日计时为整日数：如“5 WD”或“4 h”，而不是“{given}”",
    ),
    "reform-limit-set-twice": (
        "'{other}' and '{reform}' both set the limit of '{names}': switch one of them off",
        "“{other}”与“{reform}”都设定了“{names}”的时限：请关闭其中一项",
    ),
}

LIMIT_CHINESE: dict[str, str] = {
    "reform-about-time_limit": (
        "环节或整个办件须在期限内办结（行政许可法第四十二条至第四十四条）。有关部门按到期先后办理，到期日在进入队列时确定。"
        "逾期后果须写明：无；升级，排到所有未升级办件之前；或默认同意，于最后一日24:00生效：排队的环节视为通过，"
        "正在办理的继续办完但结果不计。整个办件的期限自提交起算，包括申请人自己的时间。办理次序自模拟开始时改变。"
        "前提是仅有期限并不会使人办得更快，它只决定谁等待。人手不足时，其他办件等得更久，"
        "或有办件未经审查即获通过；后者会被计数。"
    ),
    "reform-field-time_limit-steps": "适用期限的环节（由部门办理或会议）；不写则为整个办件。",
    "reform-field-time_limit-limit": "期限：自进入各环节队列起算；整个办件自提交起算。",
    "reform-field-time_limit-on_expiry": "逾期后果：nothing 无，escalate 升级，approve 默认同意。",
    "reform-field-time_limit-extension": "如何延长期限。",
    "reform-field-time_limit-earliest_due": "有关部门是否按到期先后办理。",
}
"""The Chinese of what docstrings and fields say in English."""
