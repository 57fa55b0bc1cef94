"""A small study whose tables and figures hold everything that there is to show."""

import pytest

from adminsim.study.findings.compare import Comparison, compare
from systems import scenario_of

HOURS = {"hours": {"mon-fri": ["09:00-12:00", "13:00-17:00"]}, "holidays": "china"}
LONG = "审批局[red]与住房城乡建设规划自然资源综合服务部门"


def _step(department: str, work: str, **more: object) -> dict[str, object]:
    return {
        "department": department,
        "work": {"exponential": {"mean": work}},
        "procedure": department,
        **more,
    }


SYSTEM = {
    "period": {"start": "2022-06-20", "warm_up": "10 d", "cohort": "60 d", "run_out": "60 d"},
    "calendar": "office",
    "calendars": {"office": HOURS},
    "departments": {
        "front": {"label": {"en": "Front desk", "zh": LONG}, "staff": 2},
        "review": {"label": {"en": "Review office", "zh": "审查处"}, "staff": 3},
        "road": {"label": {"zh": "道路处"}, "staff": 1},
        "idle": {"staff": 1},
    },
    "chains": {
        "shop": {
            "label": {"en": "Opening a shop", "zh": "开办商铺"},
            "types": {"small": {"mix": 0.8, "label": {"en": "Small", "zh": "小店"}}, "large": {"mix": 0.2}},
            "demand": {"rate": 6},
            "documents": {
                "lease": {"label": {"zh": "租约"}, "missing": 0.3, "obtain": "2 d", "critical": False},
                "form": {"label": {"en": "Form", "zh": "申请表"}},
            },
            "handover": {"fixed": "4 h"},
            "decision": "permit",
            "steps": {
                "intake": _step("front", "20 min", intake={"documents": ["lease", "form"]}, visit=True),
                "fire": _step("review", "1 h", needs=["intake"], label={"en": "Fire review", "zh": "消防"}),
                "health": _step(
                    "review", "1 h", needs=["intake"], after=["fire"], types=["large"], probability=0.9,
                    outcome={"returns": 0.2, "correction": "1 d", "resume_at": "fire", "rejects": 0.02},
                ),
                "notice": {"kind": "waiting", "duration": "2 WD", "needs": ["fire"], "by": "applicant"},
                "committee": {
                    "kind": "session", "needs": ["health", "notice"], "meeting": "30 min", "places": 40,
                    "schedule": {"weekdays": ["tue", "thu"], "at": "09:30"}, "label": "Committee 委员会",
                },
                "permit": _step("front", "15 min", needs=["committee", "health"], visit=True),
            },
        },
        "road": {
            "label": {"en": "Digging up a road", "zh": "道路挖掘"},
            "types": {"any": {"mix": 1}},
            "demand": {"kind": "regular", "every": "1 d"},
            "steps": {"dig": _step("road", "3 h", visit=True)},
        },
    },
}  # fmt: skip

REFORMS = [
    {"reform": "parallel_approval", "steps": ["fire", "health"]},
    {"reform": "online", "chain": "shop", "coverage": 0.5},
    {"reform": "drop_steps", "steps": ["notice"], "coverage": {"types": ["small"]}},
    {"reform": "online", "name": "already", "chain": "road"},
    {"reform": "online", "name": "again", "chain": "road"},
]

TARGETS = [
    {
        "name": "quick",
        "chain": "shop",
        "limit": "20 WD",
        "share": 0.5,
        "label": {"en": "Shop in 20 days", "zh": "二十日办结"},
    },
    {
        "name": "never",
        "chain": "shop",
        "limit": "1 WD",
        "condition": "documents_complete",
        "start": "accepted",
    },
    {
        "name": "calendar",
        "chain": "shop",
        "limit": "14 d",
        "clock": "elapsed",
        "share": 0.5,
        "types": ["small"],
    },
    {"name": "halved", "chain": "shop", "kind": "cut", "by": 0.9},
    {"name": "few", "chain": "shop", "kind": "count", "of": "visits", "most": 3},
    {"name": "uptake", "chain": "shop", "kind": "share", "of": "online", "least": 0.2},
    {"name": "less-work", "chain": "road", "kind": "direction", "of": "work"},
]


@pytest.fixture(scope="session")
def comparison() -> Comparison:
    label = {"en": "A town's reforms", "zh": "某市改革"}
    study = {"seed": 3, "replications": 3}
    scenario = scenario_of(SYSTEM, label=label, reforms=REFORMS, targets=TARGETS, study=study)
    assert not scenario.check()
    return compare(scenario, workers=1)


@pytest.fixture(scope="session")
def overloaded() -> Comparison:
    """A study in which a department cannot keep up and cases stay unfinished."""
    road = {**SYSTEM["chains"]["road"], "demand": {"kind": "regular", "every": "6 h"}}  # type: ignore[index]
    period = {"start": "2022-06-20", "cohort": "40 d", "run_out": "5 d"}
    system = {**SYSTEM, "period": period, "chains": {"road": road}}
    more = [{"reform": "staffing", "department": "road", "add": 3}]
    return compare(scenario_of(system, reforms=more, study={"replications": 2}), workers=1)
