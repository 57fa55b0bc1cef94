"""The ways that the cases of a chain take, each as a chain of its own, with the share of the cases that take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.model.once import once
from adminsim.model.value import Number

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.step import Step


@once
def walks(chain: Chain) -> list[tuple[float, Chain]]:
    """Return the routes of each case type, as chains of that type alone, with the share of cases on each."""
    as_met = AsMet()
    return [
        (kind.mix.value * share, as_met.chain(chain.route(covered), name))
        for name, kind in chain.types.items()
        for share, covered in _variants(chain, name)
    ]


class AsMet:
    """Chains as one case type meets them: steps, and documents, that are alike on several routes are one, so that what
    is known of a step need not be found again for each."""

    def __init__(self) -> None:
        self._of_type: dict[tuple[int, str], tuple[Step, Step]] = {}
        self._alike: dict[Any, Any] = {}

    def chain(self, chain: Chain, name: str) -> Chain:
        """Return a chain as one case type meets it."""
        steps = {at: self._step(step, name) for at, step in chain.steps.items()}
        documents = {at: self._alike.setdefault(document, document) for at, document in chain.documents.items()}
        types = {name: chain.types[name].replace(mix=Number(value=1.0))}
        return chain.with_figures(types=types, steps=steps, documents=documents)

    def _step(self, step: Step, name: str) -> Step:
        key = id(step), name
        if key not in self._of_type:
            one = self._alike.setdefault(step, step)
            made = self._step(one, name) if one is not step else self._made(one, name)
            # It keeps its step, so that no other can take its place.
            self._of_type[key] = step, made
        return self._of_type[key][1]

    def _made(self, step: Step, name: str) -> Step:
        made = step.of_type(name)
        alike: Step = self._alike.setdefault(made, made)
        return alike


def _variants(chain: Chain, kind: str) -> list[tuple[float, frozenset[str]]]:
    """Return the sets of pilots that cover cases of a type, with their shares; each pilot is in its last phase."""
    found: list[tuple[float, frozenset[str]]] = [(1.0, frozenset())]
    for pilot in (pilot for pilot in chain.pilots if not pilot.holds_for_all):
        _, coverage = pilot.course[-1]
        share = coverage.share.value if not coverage.types or kind in coverage.types else 0.0
        found = [
            (part * weight, covered | extra)
            for part, covered in found
            for weight, extra in ((share, {pilot.subject}), (1.0 - share, frozenset()))
            if part * weight > 0
        ]
    return found
