"""Reforms of capacity that name some departments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from adminsim.model.problem import Problem
from adminsim.reforms.base import CapacityReform, unknown

if TYPE_CHECKING:
    from adminsim.model.system import System


class DepartmentReform(CapacityReform):
    """A reform of capacity that names some departments."""

    departments: tuple[str, ...] = Field(min_length=1)
    """The departments."""

    def problems(self, system: System) -> list[Problem]:
        """Return the departments that are not there."""
        return [
            unknown("reform-unknown-department", ("departments", position), name, system.departments)
            for position, name in enumerate(self.departments)
            if name not in system.departments
        ]
