"""Durations: what may be written, what it means in seconds, and what comes back."""

from __future__ import annotations

import json
import math
from functools import cache
from itertools import pairwise
from typing import Any

import jsonschema
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError
from scipy import stats

from adminsim.model.duration import Duration
from adminsim.model.notes import WithNotes
from adminsim.model.span import Basis

WORKDAY_S = 28800
MINUTE = 60.0

CONTINUOUS: dict[str, Any] = {
    "uniform": {"uniform": {"low": "10 min", "high": "20 min"}},
    "triangular": {"triangular": {"low": "10 min", "mode": "12 min", "high": "40 min"}},
    "triangular, mode at low": {"triangular": {"low": "1 h", "mode": "1 h", "high": "3 h"}},
    "triangular, mode at high": {"triangular": {"low": "0 h", "mode": "3 h", "high": "3 h"}},
    "exponential": {"exponential": {"mean": "30 min"}},
    "erlang": {"erlang": {"mean": "2 WD", "stages": 3}},
    "gamma": {"gamma": {"mean": "2 h", "cv": 1.4}},
    "gamma, nearly fixed": {"gamma": {"mean": "2 h", "cv": 0.001}},
    "lognormal": {"lognormal": {"mean": "3 WD", "cv": 0.8}},
    "weibull": {"weibull": {"mean": "5 h", "shape": 0.8}},
    "weibull, nearly fixed": {"weibull": {"mean": "5 h", "shape": 1000}},
    "mixture": {
        "mixture": {
            "parts": [
                {"weight": 0.3, "duration": {"exponential": {"mean": "30 min"}}},
                {"weight": 0.7, "duration": {"lognormal": {"mean": "4 h", "cv": 0.5}}},
            ]
        }
    },
    "quantiles": {"quantiles": {"values": ["10 min", "1 h", "2 h", "9 h"]}},
    "quantiles, stated": {"quantiles": {"values": ["0 WD", "1 WD", "3 WD"], "at": [0, 0.9, 1]}},
    "mixture with a gap": {
        "mixture": {
            "parts": [
                {"weight": 0.5, "duration": {"uniform": {"low": "1 min", "high": "2 min"}}},
                {"weight": 0.5, "duration": {"uniform": {"low": "1 h", "high": "2 h"}}},
            ]
        }
    },
}
DISCRETE: dict[str, Any] = {
    "text": "30 min",
    "assumed": {"value": "30 min", "range": ["20 min", "45 min"], "source": "assumption"},
    "fixed": {"fixed": "3 WD", "source": "guide"},
    "zero": "0 min",
    "empirical": {"empirical": {"values": ["3 WD", "1 WD", "2 WD"]}},
    "empirical, weighted": {"empirical": {"values": ["3 WD", "1 WD", "1 WD"], "weights": [5, 2, 3]}},
    "mixture of atoms": {
        "mixture": {
            "parts": [
                {"weight": 0.25, "duration": "0 min"},
                {"weight": 0.25, "duration": "1 h"},
                {"weight": 0.5, "duration": {"empirical": {"values": ["5 h", "2 h"]}}},
            ]
        }
    },
}
MIXED: dict[str, Any] = {
    "quantiles with an atom": {"quantiles": {"values": ["0 h", "1 h", "1 h", "5 h"], "at": [0, 0.2, 0.7, 1]}},
    "quantiles from an atom": {"quantiles": {"values": ["2 d", "2 d", "5 d"]}},
    "atom and tail": {
        "mixture": {
            "parts": [
                {"weight": {"value": 0.4, "range": [0.2, 0.6]}, "duration": "20 min"},
                {"weight": 0.6, "duration": {"exponential": {"mean": "30 min"}}},
            ]
        },
        "source": "assumption",
    },
}
ALL = {**CONTINUOUS, **DISCRETE, **MIXED}


def parsed(written: Any) -> Duration:
    return Duration.model_validate(written)


def each(written: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("written", written.values(), ids=written.keys())


def midpoints(count: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    return (np.arange(count) + 0.5) / count


# -- moments, quantiles and CDFs -------------------------------------------------------------------


@each(ALL)
def test_mean_and_sd_are_the_moments_of_the_quantile_function(written: Any) -> None:
    duration = parsed(written)
    # Ever finer grids towards 1: the square of a long tail lives in the last few thousandths of u.
    edges = [0.0, 0.5, *(1.0 - 0.5 * 10.0 ** -np.arange(1, 14))]
    mass = np.concatenate([np.full(4000, (b - a) / 4000) for a, b in pairwise(edges)])
    u = np.concatenate([a + (b - a) * midpoints(4000) for a, b in pairwise(edges)])
    drawn = duration.quantile(u, WORKDAY_S)
    mean = float(drawn @ mass)
    sd = math.sqrt(float((drawn - mean) ** 2 @ mass))
    assert duration.mean(WORKDAY_S) == pytest.approx(mean, rel=2e-4)
    assert duration.sd(WORKDAY_S) == pytest.approx(sd, rel=2e-3, abs=1e-6 * mean)


@each(CONTINUOUS)
def test_the_cdf_undoes_the_quantile_of_a_continuous_duration(written: Any) -> None:
    duration = parsed(written)
    u = np.concatenate([[1e-9, 1e-6], midpoints(997), [1 - 1e-6, 1 - 1e-9]])
    # Gamma quantiles come from a table.
    rtol = 1e-8 if duration.gamma or duration.erlang else 1e-9
    np.testing.assert_allclose(duration.cdf(duration.quantile(u, WORKDAY_S), WORKDAY_S), u, rtol=rtol, atol=1e-15)


@each({**DISCRETE, **MIXED})
def test_a_quantile_with_atoms_is_the_smallest_value_whose_cdf_is_above_u(written: Any) -> None:
    duration = parsed(written)
    u = np.concatenate([[0.0], midpoints(1000)])
    drawn = duration.quantile(u, WORKDAY_S)
    assert (duration.cdf(drawn, WORKDAY_S) > u - 1e-12).all()
    assert (duration.cdf(drawn * (1 - 1e-9) - 1e-9, WORKDAY_S) <= u + 1e-9).all()


@pytest.mark.parametrize(
    ("written", "reference"),
    [
        (CONTINUOUS["uniform"], stats.uniform(600, 600)),
        (CONTINUOUS["triangular"], stats.triang(2 / 30, 600, 1800)),
        (CONTINUOUS["exponential"], stats.expon(scale=1800)),
        (CONTINUOUS["erlang"], stats.gamma(3, scale=2 * WORKDAY_S / 3)),
        (CONTINUOUS["gamma"], stats.gamma(1.4**-2, scale=7200 * 1.4**2)),
        (
            CONTINUOUS["lognormal"],
            stats.lognorm(math.sqrt(math.log(1.64)), scale=3 * WORKDAY_S / math.sqrt(1.64)),
        ),
        (CONTINUOUS["weibull"], stats.weibull_min(0.8, scale=18000 / math.gamma(2.25))),
    ],
    ids=["uniform", "triangular", "exponential", "erlang", "gamma", "lognormal", "weibull"],
)
def test_each_family_is_the_one_of_that_name_in_scipy(written: Any, reference: Any) -> None:
    duration = parsed(written)
    u, x = midpoints(101), np.linspace(0.0, 3 * reference.mean(), 101)
    np.testing.assert_allclose(duration.quantile(u, WORKDAY_S), reference.ppf(u), rtol=1e-10)
    np.testing.assert_allclose(duration.cdf(x, WORKDAY_S), reference.cdf(x), rtol=1e-10, atol=1e-15)
    assert duration.mean(WORKDAY_S) == pytest.approx(reference.mean(), rel=1e-12)
    assert duration.sd(WORKDAY_S) == pytest.approx(reference.std(), rel=1e-9)


def test_quantiles_have_the_moments_of_their_straight_pieces() -> None:
    curve = parsed({"quantiles": {"values": ["0 h", "1 h", "1 h", "5 h"], "at": [0, 0.2, 0.7, 1]}})
    # By hand: 0.2 uniform on 0-1, 0.5 at 1, 0.3 uniform on 1-5.
    mean = 0.2 * 0.5 + 0.5 * 1.0 + 0.3 * 3.0
    square = 0.2 / 3 + 0.5 + 0.3 * (125 - 1) / 3 / 4
    assert curve.mean(WORKDAY_S) == pytest.approx(3600 * mean, rel=1e-12)
    assert curve.sd(WORKDAY_S) == pytest.approx(3600 * math.sqrt(square - mean**2), rel=1e-12)
    found = curve.cdf(3600 * np.array([0.5, 1.0, 3.0]), WORKDAY_S)
    np.testing.assert_allclose(found, [0.1, 0.7, 0.85], rtol=1e-12)


def test_quantiles_whose_ranges_cross_are_drawn_in_order() -> None:
    first = {"value": "4 h", "range": ["1 h", "4 h"], "source": "assumption"}
    crossed = parsed({"quantiles": {"values": [first, "2 h", "3 h"]}})
    assert (np.diff(crossed.quantile(midpoints(50), WORKDAY_S)) >= 0).all()
    assert crossed.quantile(np.array([0.0]), WORKDAY_S) == 2 * 3600


@each(ALL)
def test_the_cdf_is_zero_below_zero_and_one_far_out(written: Any) -> None:
    duration = parsed(written)
    np.testing.assert_array_equal(duration.cdf(np.array([-1.0, 1e15]), WORKDAY_S), [0.0, 1.0])


def test_empirical_values_are_drawn_in_ascending_order_whatever_the_order_in_the_file() -> None:
    duration = parsed({"empirical": {"values": ["3 h", "1 h", "2 h"], "weights": [5, 2, 3]}})
    u = np.array([0.0, 0.19, 0.2, 0.49, 0.5, 0.99])
    np.testing.assert_array_equal(duration.quantile(u, WORKDAY_S) / 3600, [1, 1, 2, 2, 3, 3])
    assert duration.mean(WORKDAY_S) == pytest.approx(3600 * (0.2 + 0.6 + 1.5))


def test_a_mixture_draws_its_atoms_exactly() -> None:
    u = np.array([0.0, 0.2, 0.25, 0.49, 0.5, 0.74, 0.75, 0.99])
    drawn = parsed(DISCRETE["mixture of atoms"]).quantile(u, WORKDAY_S)
    np.testing.assert_array_equal(drawn / 3600, [0, 0, 1, 1, 2, 2, 5, 5])


def test_a_mixture_of_exponentials_agrees_with_its_closed_form() -> None:
    # 0.5 (1 - q) + 0.5 (1 - q^2) = u with q = exp(-x / 60 min), a quadratic in q.
    parts = [{"weight": 0.5, "duration": {"exponential": {"mean": mean}}} for mean in ("60 min", "30 min")]
    u = midpoints(200)
    q = (-1 + np.sqrt(1 + 8 * (1 - u))) / 2
    drawn = parsed({"mixture": {"parts": parts}}).quantile(u, WORKDAY_S)
    np.testing.assert_allclose(drawn, -3600 * np.log(q), rtol=1e-10)


def test_a_part_of_weight_zero_is_never_drawn() -> None:
    parts = [{"weight": 0, "duration": "1 min"}, {"weight": 1, "duration": "1 h"}]
    duration = parsed({"mixture": {"parts": parts}})
    np.testing.assert_array_equal(duration.quantile(np.array([0.0, 0.5]), WORKDAY_S), [3600.0, 3600.0])


def test_mixtures_nest() -> None:
    inner = {"mixture": {"parts": [{"weight": 0.5, "duration": t} for t in ("1 h", "3 h")]}}
    parts = [{"weight": 0.5, "duration": inner}, {"weight": 0.5, "duration": "2 h"}]
    drawn = parsed({"mixture": {"parts": parts}}).quantile(np.array([0.1, 0.3, 0.7, 0.8]), WORKDAY_S)
    np.testing.assert_array_equal(drawn / 3600, [1, 2, 2, 3])


@each(ALL)
def test_a_draw_depends_on_its_own_uniform_only(written: Any) -> None:
    duration = parsed(written)
    u = np.random.default_rng(7).random(200)
    drawn = duration.quantile(u, WORKDAY_S)
    np.testing.assert_array_equal(duration.quantile(u[:13], WORKDAY_S), drawn[:13])
    np.testing.assert_array_equal(duration.quantile(u[::-3], WORKDAY_S), drawn[::-3])
    np.testing.assert_array_equal(duration.quantile(u.reshape(20, 10), WORKDAY_S), drawn.reshape(20, 10))
    assert duration.quantile(u[:0], WORKDAY_S).shape == (0,)


@each(ALL)
def test_draws_are_finite_up_to_both_ends_of_u(written: Any) -> None:
    u = np.array([0.0, 5e-324, 2.0**-53, 0.5, 1 - 2.0**-53])
    drawn = parsed(written).quantile(u, WORKDAY_S)
    assert np.isfinite(drawn).all()
    assert (drawn >= 0).all()
    assert (np.diff(drawn) >= 0).all()


# -- time ------------------------------------------------------------------------------------------


def test_working_days_pass_in_working_time_and_take_the_official_hours() -> None:
    duration = parsed({"exponential": {"mean": "2 WD"}})
    assert duration.basis is Basis.WORKING
    assert duration.mean(workday_s=25200) == 50400
    assert parsed("2 d").basis is Basis.CALENDAR


def test_a_mixture_has_the_basis_of_its_parts() -> None:
    assert parsed({"mixture": {"parts": [{"weight": 1, "duration": "2 WD"}]}}).basis is Basis.WORKING


@pytest.mark.parametrize(
    ("written", "is_zero"),
    [("0 min", True), ("0 WD", True), ("1 s", False), ({"empirical": {"values": ["0 h", "0 min"]}}, True)],
)
def test_only_what_never_takes_time_is_zero(written: Any, is_zero: bool) -> None:
    assert parsed(written).is_zero is is_zero


# -- written forms ---------------------------------------------------------------------------------


@each(ALL)
def test_what_is_written_back_is_what_was_written(written: Any) -> None:
    duration = parsed(written)
    assert duration.model_dump(mode="json") == written
    assert parsed(duration.model_dump()) == duration
    assert Duration.model_validate_json(duration.model_dump_json()) == duration


def test_the_short_form_and_the_long_form_of_a_fixed_time_are_the_same_value() -> None:
    fixed = parsed({"fixed": "30 min"})
    assert parsed("30 min") == fixed == parsed({"value": "30 min"})
    assert json.loads(fixed.model_dump_json()) == "30 min"


def test_equal_durations_have_equal_hashes() -> None:
    assert len({parsed(written) for written in [*ALL.values(), *ALL.values()]}) == len(ALL)


class Step(BaseModel):
    """A model that has a duration, as others do."""

    work: Duration


def test_a_duration_that_exists_already_is_taken_as_it_is() -> None:
    duration = parsed("30 min")
    assert Step(work=duration).work is duration


# -- errors ----------------------------------------------------------------------------------------

GOOD = {"exponential": {"mean": "3 h"}}
ERRORS: list[tuple[Any, tuple[str | int, ...], str]] = [
    (30, (), "a duration needs a unit: write '30 min'"),
    (None, (), "write a duration as a number and a unit"),
    ("30 minutes", (), "unknown unit 'minutes'"),
    ({"value": "3 h", "range": ["4 h", "5 h"]}, (), "does not hold the value"),
    ({"fixed": "3 x"}, ("fixed",), "unknown unit 'x'"),
    ({}, (), "name a distribution; allowed: fixed, uniform"),
    ({"source": "guide"}, (), "name a distribution"),
    (
        {"expnential": {"mean": "3 h"}},
        ("expnential",),
        "unknown distribution 'expnential'; did you mean 'exponential'? allowed: ",
    ),
    ({"zzz": 1}, ("zzz",), "unknown distribution 'zzz'; allowed: "),
    ({1: 2}, (1,), "unknown distribution '1'"),
    ({**GOOD, "note": "x"}, ("note",), "unknown distribution 'note'"),
    ({**GOOD, "range": ["1 h", "4 h"]}, ("range",), "a range belongs to a parameter"),
    (
        {**GOOD, "erlang": {"mean": "3 h", "stages": 2}},
        ("erlang",),
        "one distribution, not exponential and erlang",
    ),
    ({**GOOD, "source": 3}, ("source",), "valid string"),
    ({"exponential": None}, ("exponential",), "exponential needs its parameters"),
    ({"exponential": "3 h"}, ("exponential",), "as a map with the keys: mean"),
    ({"exponential": {}}, ("exponential", "mean"), "Field required"),
    ({"exponential": {"mean": "3 h", "cv": 1}}, ("exponential", "cv"), "Extra inputs"),
    ({"exponential": {"mean": "0 h"}}, ("exponential", "mean"), "must be more than 0"),
    ({"exponential": {"mean": "3 x"}}, ("exponential", "mean"), "unknown unit 'x'"),
    (
        {"uniform": {"low": "1 WD", "high": "30 h"}},
        ("uniform",),
        "all times of a duration must be in WD, or none",
    ),
    ({"uniform": {"low": "2 h", "high": "1 h"}}, ("uniform",), "low must not be above high"),
    ({"uniform": {"low": "2 h", "high": "120 min"}}, ("uniform",), "for one value write just '2 h'"),
    (
        {"triangular": {"low": "1 h", "mode": "3 h", "high": "2 h"}},
        ("triangular",),
        "mode must not be above high",
    ),
    (
        {"uniform": {"low": {"value": "1 h", "range": ["1 h", "3 h"]}, "high": "2 h"}},
        ("uniform",),
        "low must not be above high, but is up to 3 h",
    ),
    ({"erlang": {"mean": "1 h", "stages": 2.5}}, ("erlang", "stages"), "integer"),
    ({"erlang": {"mean": "1 h", "stages": 0}}, ("erlang", "stages"), "greater than or equal to 1"),
    ({"gamma": {"mean": "1 h", "cv": 0}}, ("gamma", "cv"), "between 0.001 and 20, not 0"),
    ({"lognormal": {"mean": "1 h", "cv": 50}}, ("lognormal", "cv"), "not 50"),
    ({"weibull": {"mean": "1 h", "shape": 0.1}}, ("weibull", "shape"), "between 0.2 and 1000"),
    ({"empirical": {"values": []}}, ("empirical", "values"), "give at least one"),
    ({"empirical": {"values": ["1 h", "3 x"]}}, ("empirical", "values", 1), "unknown unit 'x'"),
    ({"empirical": {"values": ["1 h", "2 WD"]}}, ("empirical",), "all times of a duration must be in WD"),
    (
        {"empirical": {"values": ["1 h"], "weights": [1, 2]}},
        ("empirical",),
        "1 values need as many weights, not 2",
    ),
    ({"empirical": {"values": ["1 h"], "weights": [0]}}, ("empirical", "weights", 0), "must be more than 0"),
    ({"quantiles": {"values": ["1 h"]}}, ("quantiles",), "give two quantiles or more"),
    ({"quantiles": {"values": ["1 h", "2 h"], "at": [0, 0.5, 1]}}, ("quantiles",), "2 values and 3 shares"),
    ({"quantiles": {"values": ["1 h", "2 h"], "at": [0.1, 1]}}, ("quantiles",), "rise from 0 to 1"),
    ({"quantiles": {"values": ["1 h", "2 h", "3 h"], "at": [0, 0, 1]}}, ("quantiles",), "rise from 0 to 1"),
    ({"quantiles": {"values": ["1 h", "3 h", "2 h"]}}, ("quantiles",), "do not fall, but 2 h comes behind 3 h"),
    ({"mixture": {"parts": []}}, ("mixture", "parts"), "give at least one"),
    (
        {"mixture": {"parts": [{"weight": 0.9, "duration": "1 h"}]}},
        ("mixture",),
        "the weights sum to 0.9, not to 1",
    ),
    (
        {"mixture": {"parts": [{"weight": 0.5, "duration": "1 h"}, {"weight": 0.5, "duration": "1 WD"}]}},
        ("mixture",),
        "all times of a duration must be in WD",
    ),
    (
        {"mixture": {"parts": [{"weight": 1, "duration": {"gama": {}}}]}},
        ("mixture", "parts", 0, "duration", "gama"),
        "did you mean 'gamma'?",
    ),
]


@pytest.mark.parametrize(("written", "path", "message"), ERRORS, ids=[repr(written) for written, _, _ in ERRORS])
def test_an_error_says_what_is_wrong_at_the_key_that_is_wrong(
    written: Any, path: tuple[str | int, ...], message: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        Step.model_validate({"work": written})
    (error,) = caught.value.errors()
    loc = error["loc"]
    # A time's own field `value` may follow: it is nowhere written where the time is plain text.
    assert (loc[:-1] if loc[-1] == "value" else loc) == ("work", *path)
    assert message in error["msg"]


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        parsed({"gamma": None, "erlang": {}, "wiebull": {}})
    assert [error["loc"] for error in caught.value.errors()] == [("wiebull",), ("erlang",), ("gamma",)]


# -- JSON Schema -----------------------------------------------------------------------------------


@cache
def schema() -> dict[str, Any]:
    """Return the schema of a step, made when it is asked for first."""
    return Step.model_json_schema(schema_generator=WithNotes)


def schema_errors(written: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(schema())
    return [error.message for error in validator.iter_errors({"work": written})]


def test_the_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@each(ALL)
def test_the_schema_accepts_what_is_accepted(written: Any) -> None:
    assert schema_errors(written) == []


@pytest.mark.parametrize(
    "written",
    [
        30,
        None,
        "30 minutes",
        {},
        {"source": "guide"},
        {"fixed": "3 x"},
        {"value": "3 x"},
        {"range": ["1 h", "2 h"]},
        {"expnential": {"mean": "3 h"}},
        {**GOOD, "note": "x"},
        {**GOOD, "range": ["1 h", "4 h"]},
        {**GOOD, "erlang": {"mean": "3 h", "stages": 2}},
        {**GOOD, "source": 3},
        {"exponential": None},
        {"exponential": "3 h"},
        {"exponential": {}},
        {"exponential": {"mean": 3}},
        {"exponential": {"mean": "3 h", "cv": 1}},
        {"gamma": {"mean": "3 h", "cv": "1"}},
        {"erlang": {"mean": "1 h", "stages": 2.5}},
        {"empirical": {"values": []}},
        {"empirical": {"values": ["1 h", "3 x"]}},
        {"mixture": {"parts": []}},
        {"mixture": {"parts": [{"weight": "1", "duration": "3 h"}]}},
        {"mixture": {"parts": [{"weight": 1, "duration": {"gama": {}}}]}},
    ],
    ids=repr,
)
def test_the_schema_refuses_wrong_forms(written: Any) -> None:
    assert schema_errors(written)
    with pytest.raises(ValidationError):
        parsed(written)


def test_the_schema_describes_every_distribution_and_parameter_to_an_editor() -> None:
    defs = schema()["$defs"]
    assert "a time, or one distribution" in defs["Duration"]["description"]
    keys = [next(iter(choice["properties"])) for choice in defs["Duration"]["anyOf"][1:]]
    assert keys == list(Duration.model_fields)[:-1]
    for name in (key.capitalize() for key in keys[1:]):
        assert all(part["description"] for part in defs[name]["properties"].values())


# -- any duration ----------------------------------------------------------------------------------


def times(unit: str, lowest: float = 0.0) -> st.SearchStrategy[str]:
    return st.integers(math.ceil(lowest * 10), 5000).map(lambda tenths: f"{tenths / 10:g} {unit}")


@st.composite
def assumed_times(draw: st.DrawFn, unit: str) -> Any:
    low, value, high = sorted(draw(st.lists(st.integers(1, 500), min_size=3, max_size=3)))
    return {"value": f"{value} {unit}", "range": [f"{low} {unit}", f"{high} {unit}"], "source": "assumption"}


@st.composite
def ordered_times(draw: st.DrawFn, family: str, names: tuple[str, ...], unit: str) -> Any:
    amounts = sorted(draw(st.lists(st.integers(0, 500), min_size=len(names), max_size=len(names), unique=True)))
    return {family: {name: f"{amount} {unit}" for name, amount in zip(names, amounts, strict=True)}}


@st.composite
def empiricals(draw: st.DrawFn, unit: str) -> Any:
    values = draw(st.lists(times(unit), min_size=1, max_size=5))
    weights = st.lists(st.integers(1, 9), min_size=len(values), max_size=len(values))
    return {"empirical": {"values": values} | draw(st.just({}) | st.fixed_dictionaries({"weights": weights}))}


@st.composite
def quantile_curves(draw: st.DrawFn, unit: str) -> Any:
    amounts = sorted(draw(st.lists(st.integers(0, 500), min_size=2, max_size=6)))
    steps = draw(st.lists(st.integers(1, 9), min_size=len(amounts) - 1, max_size=len(amounts) - 1))
    shares = [sum(steps[:n]) / sum(steps) for n in range(len(amounts))]
    written = {"values": [f"{amount} {unit}" for amount in amounts]}
    return {"quantiles": written | draw(st.sampled_from(({}, {"at": shares})))}


def simple_durations(unit: str) -> st.SearchStrategy[Any]:
    mean = times(unit, lowest=0.1) | assumed_times(unit)
    cv = st.floats(0.05, 4.0)
    by_mean: dict[str, dict[str, st.SearchStrategy[Any]]] = {
        "exponential": {},
        "erlang": {"stages": st.integers(1, 50)},
        "gamma": {"cv": cv},
        "lognormal": {"cv": cv},
        "weibull": {"shape": st.floats(0.3, 10.0)},
    }
    families = [
        st.fixed_dictionaries({family: st.fixed_dictionaries({"mean": mean, **others})})
        for family, others in by_mean.items()
    ]
    uniform = ordered_times("uniform", ("low", "high"), unit)
    triangular = ordered_times("triangular", ("low", "mode", "high"), unit)
    return st.one_of(
        times(unit), assumed_times(unit), uniform, triangular, empiricals(unit), quantile_curves(unit), *families
    )


@st.composite
def mixtures(draw: st.DrawFn, parts: st.SearchStrategy[Any]) -> Any:
    durations = draw(st.lists(parts, min_size=1, max_size=3))
    weights = draw(st.lists(st.integers(1, 9), min_size=len(durations), max_size=len(durations)))
    return {
        "mixture": {
            "parts": [
                {"weight": weight / sum(weights), "duration": duration}
                for weight, duration in zip(weights, durations, strict=True)
            ]
        }
    }


def durations() -> st.SearchStrategy[Any]:
    """Any duration as it may be written."""
    return st.sampled_from(["s", "min", "h", "d", "WD"]).flatmap(
        lambda unit: st.recursive(simple_durations(unit), mixtures, max_leaves=4)
    )


uniforms = st.lists(st.floats(0.0, 1.0, exclude_max=True), min_size=2, max_size=20).map(sorted).map(np.array)


@settings(max_examples=50)
@given(written=durations(), u=uniforms)
def test_any_duration_never_falls_in_u(written: Any, u: Any) -> None:
    drawn = parsed(written).quantile(u, WORKDAY_S)
    assert np.isfinite(drawn).all()
    assert (drawn >= 0).all()
    # Special functions wobble in their last bits, so neighbours may be out of order by as much.
    assert (np.diff(drawn) >= -1e-9 * drawn[1:]).all()


@settings(max_examples=50)
@given(written=durations())
def test_any_duration_survives_being_written_and_read(written: Any) -> None:
    duration = parsed(written)
    assert parsed(json.loads(json.dumps(duration.model_dump(mode="json")))) == duration
    assert schema_errors(written) == schema_errors(duration.model_dump(mode="json")) == []
