"""The tabulated gamma quantile against the computed one."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import gammainccinv, gammaincinv

from adminsim.model.gamma import GAMMA_ERROR, gamma_quantile

RNG = np.random.Generator(np.random.Philox(key=20))
FROM_EITHER_END = 2.0 ** -RNG.uniform(1, 53, 3000)
UNIFORMS = np.floor(np.concatenate((RNG.random(3000), FROM_EITHER_END, 1 - FROM_EITHER_END)) * 2.0**53) / 2.0**53
UNIFORMS = np.sort(np.append(UNIFORMS[UNIFORMS < 1], (2.0**-53, 1 - 2.0**-53)))


@pytest.mark.parametrize("cv", [20, 10, 3, 1.5, 1, 0.7, 0.3, 0.05, 0.001])
def test_the_error_keeps_its_bound_over_all_uniforms_and_shapes(cv: float) -> None:
    shape = cv**-2
    exact = np.where(UNIFORMS < 0.6, gammaincinv(shape, UNIFORMS), gammainccinv(shape, 1 - UNIFORMS))
    normal = exact > np.finfo(float).tiny
    found = gamma_quantile(shape, UNIFORMS)
    assert np.abs(found[normal] / exact[normal] - 1).max() < GAMMA_ERROR
    assert found[~normal].max(initial=0.0) <= np.finfo(float).tiny * (1 + GAMMA_ERROR)


def test_quantiles_never_fall_and_begin_at_zero() -> None:
    assert (np.diff(gamma_quantile(0.4, UNIFORMS)) >= 0).all()
    assert gamma_quantile(0.4, np.array([0.0, 0.5]))[0] == 0.0


def test_a_quantile_depends_on_its_own_uniform_only() -> None:
    together = gamma_quantile(2.5, UNIFORMS)
    assert np.array_equal(together[::-1], gamma_quantile(2.5, UNIFORMS[::-1]))
    assert [gamma_quantile(2.5, np.array([u]))[0] for u in UNIFORMS[::500]] == together[::500].tolist()
    assert gamma_quantile(2.5, UNIFORMS[:6].reshape(2, 3)).shape == (2, 3)
