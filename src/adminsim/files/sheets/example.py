"""What a template holds: a small town hall that runs, to be written over."""

from __future__ import annotations

import datetime as dt
from typing import Any

from adminsim.messages import Words

Rows = list[dict[str, Any]]


def example_rows(words: Words) -> dict[str, Rows]:
    """Return the rows of an example by sheet; names are such as a reader of the language would give."""
    name, say = words.pick, words.say
    return {
        "general": [
            {
                "city": name("Permits in our city", "我市许可事项"),
                "start": dt.date(2024, 11, 1),
                "warm_up": name("61 d", "61 天"),
                "cohort": name("365 d", "365 天"),
                "run_out": name("90 d", "90 天"),
                "days": name("mon-fri", "周一至周五"),
                "hours": name("09:00-12:00, 13:00-17:00", "09:00-12:00，13:00-17:00"),
                "holidays": say("sheet-word-china"),
                "source": name("opening hours on the city's web page", "市政务服务网公布的办公时间"),
            }
        ],
        "departments": [
            {"name": name("window", "综合窗口"), "staff": 2, "staff_low": 2, "staff_high": 3},
            {
                "name": name("review", "审批科"),
                "label": name("Review section", "行政审批科"),
                "staff": 3,
                "day_share": 0.6,
                "source": name("staff list of 2024", "2024 年人员编制表"),
                "note": name("Other matters take the rest of their day.", "其余时间办理其他事项。"),
            },
        ],
        "chains": [
            {
                "name": name("permit", "许可"),
                "rate": 12,
                "rate_low": 10,
                "rate_high": 15,
                "per": say("sheet-word-per-WD"),
                "handover": name("0.3 WD", "0.3 工作日"),
                "handover_cv": 0.8,
                "decision": name("issue", "发证"),
            }
        ],
        "types": [
            {"name": name("ordinary", "一般"), "mix": 0.8},
            {"name": name("complex", "复杂"), "mix": 0.2},
        ],
        "documents": [
            {
                "name": name("application", "申请表"),
                "missing": 0.05,
                "obtain": name("1 d", "1 天"),
                "obtain_cv": 0.8,
            },
            {
                "name": name("plan", "平面图"),
                "missing": 0.1,
                "obtain": name("3 d", "3 天"),
                "obtain_cv": 0.8,
                "critical": say("sheet-word-no"),
            },
        ],
        "steps": _steps(words),
        "targets": [
            {
                "name": name("in-3-days", "三日办结"),
                "limit": name("3 WD", "3 工作日"),
                "share": 0.9,
                "clock": say("sheet-word-agency"),
                "source": name("the city's promise of 2025", "我市 2025 年承诺"),
            }
        ],
    }


def _steps(words: Words) -> Rows:
    name, say = words.pick, words.say
    return [
        {
            "name": name("intake", "收件"),
            "department": name("window", "综合窗口"),
            "time": name("15 min", "15 分钟"),
            "time_low": name("10 min", "10 分钟"),
            "time_high": name("20 min", "20 分钟"),
            "time_cv": 0.5,
            "documents": name("application, plan", "申请表、平面图"),
            "notice": say("sheet-word-piecemeal"),
            "procedure": name("permit", "许可"),
            "visit": say("sheet-word-yes"),
        },
        {
            "name": name("assessment", "专家评审"),
            "kind": say("sheet-word-waiting"),
            "time": name("5 d", "5 天"),
            "time_cv": 0.4,
            "needs": name("intake", "收件"),
            "types": name("complex", "复杂"),
            "by": name("experts", "评审专家"),
        },
        {
            "name": name("review", "审查"),
            "department": name("review", "审批科"),
            "time": name("40 min", "40 分钟"),
            "time_cv": 0.5,
            "needs": name("intake", "收件"),
            "after": name("assessment", "专家评审"),
            "returns": 0.1,
            "correction": name("3 d", "3 天"),
            "rejects": 0.02,
            "procedure": name("permit", "许可"),
        },
        {
            "name": name("meeting", "会审"),
            "kind": say("sheet-word-session"),
            "time": name("20 min", "20 分钟"),
            "needs": name("review", "审查"),
            "types": name("complex", "复杂"),
            "meets": name("tue, thu", "周二、周四"),
            "at": "09:30",
            "places": 8,
        },
        {
            "name": name("issue", "发证"),
            "department": name("window", "综合窗口"),
            "time": name("10 min", "10 分钟"),
            "time_cv": 0.5,
            "needs": name("review, meeting", "审查、会审"),
            "procedure": name("permit", "许可"),
            "visit": say("sheet-word-yes"),
        },
    ]
