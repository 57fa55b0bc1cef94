"""Single values: what they accept, what they refuse and how they say so in both languages."""

from __future__ import annotations

import pickle
import re
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from adminsim.messages import Words
from adminsim.messages.model_errors import MODEL_ERRORS
from adminsim.model.calendar import Calendar, CalendarError
from adminsim.model.coverage import Coverage
from adminsim.model.demand import Demand
from adminsim.model.department import Department, Shift
from adminsim.model.document import Intake
from adminsim.model.outcome import Outcome
from adminsim.model.span import Length, PositiveTime, Time
from adminsim.model.step import Step
from adminsim.model.value import Label, Name, Number, Positive, Probability, Rounds, by_round


def refusal(kind: Any, written: Any) -> tuple[str, dict[str, Any], str]:
    """Return code, values and text of the one error that a value is refused with."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(written)
    (error,) = caught.value.errors()
    return error["type"], error.get("ctx", {}), error["msg"]


WAITING = {"kind": "waiting", "legal_period": True}
SESSION = {"kind": "session", "meeting": "1 h"}
ASSUMED = {"source": "assumption"}

REFUSED: list[tuple[Any, Any, str, dict[str, Any]]] = [
    (Number, {"value": 3, "range": [4, 5]}, "model-range-off", {"low": "4", "high": "5", "value": "3"}),
    (Probability, 1.2, "model-no-probability", {"value": "1.2"}),
    (Probability, -0.1, "model-no-probability", {"value": "-0.1"}),
    (Probability, {"value": 0.9, "range": [0.5, 1.5]}, "model-no-probability", {"value": "1.5"}),
    (Positive, 0, "model-not-positive", {"value": "0"}),
    (Length, 30, "model-no-unit", {"value": "30", "allowed": "s, min, h, d, wk, WD"}),
    (Length, "half a day", "model-duration-form", {"allowed": "s, min, h, d, wk, WD"}),
    (Length, True, "model-duration-form", {"allowed": "s, min, h, d, wk, WD"}),
    (Length, "3..5 h", "model-no-number", {"text": "3..5"}),
    (Length, "3 x", "model-unknown-unit", {"name": "x", "allowed": "s, min, h, d, wk, WD"}),
    (
        Length,
        "3 wd",
        "model-unknown-unit-near",
        {"name": "wd", "nearest": "WD", "allowed": "s, min, h, d, wk, WD"},
    ),
    (Length, "-1 h", "model-negative-duration", {"value": "-1 h"}),
    (Length, "51 WD", "", {}),
    (Length, "3000 wk", "model-endless-duration", {"value": "3000 wk"}),
    (Time, {"value": "3 WD", "range": ["1 d", "5 d"]}, "model-range-units", {}),
    (
        Time,
        {"value": "3 h", "range": ["4 h", "5 h"]},
        "model-range-off",
        {"low": "4 h", "high": "5 h", "value": "3 h"},
    ),
    (PositiveTime, "0 h", "model-not-positive", {"value": "0 h"}),
    (Department, {"staff": 1.5}, "model-staff-whole", {"value": "1.5"}),
    (Department, {"staff": -1}, "model-staff-negative", {"value": "-1"}),
    (Department, {}, "model-staff-or-shifts", {}),
    (Department, {"staff": 1, "shifts": [{"staff": 1}]}, "model-staff-or-shifts", {}),
    (Department, {"staff": 1, "share": 1.5}, "model-share-above-one", {"value": "1.5"}),
    (Shift, {"staff": -1}, "", {}),
    (
        Shift,
        {"staff": 1, "since": "2018-03-01", "until": "2018-03-01"},
        "model-shift-backwards",
        {"since": "2018-03-01", "until": "2018-03-01"},
    ),
    (
        Outcome,
        {"returns": [0.5, 0.75], "rejects": 0.5, "correction": "1 d"},
        "model-outcome-sum",
        {"total": "1.25"},
    ),
    (Outcome, {"returns": 0.5}, "model-no-correction", {}),
    (Outcome, {"returns": {"value": 0, "range": [0, 0.1], **ASSUMED}}, "model-no-correction", {}),
    (Outcome, {"max_returns": -1}, "greater_than_equal", {"ge": 0}),
    (Intake, {"documents": ["lease"], "max_returns": -1}, "greater_than_equal", {"ge": 0}),
    (Demand, {"kind": "listed", "at": ["2018-02-01T09:00:00+08:00"]}, "model-time-zone", {}),
    (Step, {**WAITING, "duration": "1.5 d"}, "model-legal-period-form", {}),
    (Step, {**WAITING, "duration": {"exponential": {"mean": "3 d"}}}, "model-legal-period-form", {}),
    (Step, {**SESSION, "schedule": {"at": "09:30"}}, "model-session-pattern", {}),
    (
        Step,
        {**SESSION, "schedule": {"at": "9", "weekdays": ["tue"]}},
        "model-clock-form",
        {"text": "9"},
    ),
]


@pytest.mark.parametrize(
    ("kind", "written", "code", "values"), [row for row in REFUSED if row[2]], ids=lambda part: str(part)[:40]
)
def test_a_wrong_value_is_refused_by_code_with_what_to_name(
    kind: Any, written: Any, code: str, values: dict[str, Any]
) -> None:
    found, context, text = refusal(kind, written)
    assert (found, context) == (code, values)
    if code.startswith("model-"):
        assert text == Words.EN.say(code, **values)
        assert Words.ZH.say(code, **values) != text


@pytest.mark.parametrize(("kind", "written"), [row[:2] for row in REFUSED if not row[2]], ids=str)
def test_an_odd_but_right_value_is_accepted(kind: Any, written: Any) -> None:
    TypeAdapter(kind).validate_python(written)


def test_what_is_missing_a_language_or_has_other_fields_in_it_is_noticed() -> None:
    def fields(text: str) -> set[str]:
        return set(re.findall(r"{(\w+)}", text))

    for code, (english, chinese) in MODEL_ERRORS.items():
        assert code.startswith("model-")
        assert fields(english) == fields(chinese), code
        assert re.search(r"[一-鿿]", chinese), code


def test_the_calendar_error_says_its_code_and_survives_pickling() -> None:
    import datetime as dt

    office = Calendar.model_validate({"hours": {"mon-fri": ["09:00-17:00"]}, "holidays": "china"})
    with pytest.raises(CalendarError) as caught:
        office.is_workday(dt.date(2030, 1, 7))
    error = pickle.loads(pickle.dumps(caught.value))
    assert error.code == "model-uncovered-years"
    assert "2030" in Words.ZH.say(error.code, **error.values)
    assert str(error) == str(caught.value)


def test_a_number_is_written_back_as_short_as_it_can_be() -> None:
    assert Number(value=3).model_dump() == 3
    assumed = {"value": 3.0, "range": (2.0, 4.0), "source": "assumption"}
    number = Number.model_validate(assumed)
    assert number.model_dump() == assumed
    assert (number.lowest, number.highest) == (2.0, 4.0)


def test_a_truth_value_is_no_number() -> None:
    with pytest.raises(ValidationError):
        Number.model_validate(True)


def test_probabilities_by_round_end_with_the_last_one() -> None:
    rounds = TypeAdapter(Rounds).validate_python([0.5, 0.25])
    assert [by_round(rounds, number) for number in (1, 2, 3, 9)] == [0.5, 0.25, 0.25, 0.25]
    assert by_round(TypeAdapter(Rounds).validate_python(0.5), 4) == 0.5


@pytest.mark.parametrize("name", ["two words", "a/b", "", "x" * 61])
def test_names_have_no_blanks_and_slashes_and_are_not_too_long(name: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Name).validate_python(name)


def test_a_label_falls_back_to_the_other_language_and_then_to_the_name() -> None:
    assert Label.model_validate("seal").text(Words.ZH, "x") == "seal"
    assert Label(zh="刻章").text(Words.EN, "x") == "刻章"
    assert Label().text(Words.EN, "seal_making") == "seal_making"


def test_working_days_pass_in_working_time_and_other_units_by_the_calendar() -> None:
    assert Length.model_validate("3 WD").seconds(workday_s=25200) == 3 * 25200
    assert Length.model_validate("2 d").seconds(workday_s=25200) == 2 * 86400
    assert str(Length.model_validate(" 1.50wk ")) == "1.5 wk"


def test_coverage_may_be_a_plain_share() -> None:
    assert Coverage.model_validate(0.8).share.value == 0.8
    assert Coverage().is_full
    assert not Coverage(types=("ordinary",)).is_full
    assert Coverage.model_validate(0).is_empty


def test_values_are_frozen_and_refuse_keys_that_they_do_not_know() -> None:
    intake = Intake(documents=("lease",))
    with pytest.raises(ValidationError, match="frozen"):
        intake.max_returns = 4
    with pytest.raises(ValidationError, match="Extra inputs"):
        Intake.model_validate({"documents": ["lease"], "max_retruns": 3})


def test_a_copy_reads_numbers_and_texts_as_a_file_does_and_refuses_others() -> None:
    step = TypeAdapter(Step).validate_python({"department": "desk", "work": "1 h"})
    assert step.replace(work="3 h") == TypeAdapter(Step).validate_python({"department": "desk", "work": "3 h"})
    demand = TypeAdapter(Demand).validate_python({"rate": 5, "per": "d"})
    assert demand.replace(rate=20) == TypeAdapter(Demand).validate_python({"rate": 20, "per": "d"})
    with pytest.raises(ValidationError, match="must be more than 0"):
        demand.replace(rate=-1)


def test_replacing_a_field_that_is_not_there_names_the_one_that_was_meant() -> None:
    demand = TypeAdapter(Demand).validate_python({"rate": 30, "per": "d"})
    with pytest.raises(TypeError, match=r"has no field 'ratee'; rate\?"):
        demand.replace(ratee=20)
