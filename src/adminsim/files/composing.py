"""A chain made of other chains of the same baseline, without their text being copied.

``compose: [startup, tax]`` puts the steps of both into one chain, called ``startup.registration`` and the like, for one
application. What is wrong with a step is told where it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from adminsim.files.located import Given, Located
from adminsim.files.tree import Entry, Key, Node

Map = dict[Key, Entry]
COMPOSE_SCHEMA: dict[str, Any] = {
    "title": "Compose",
    "description": "Chains of this baseline that make up this one: their steps are called `chain.step`, documents of "
    "one name are one document, and it is decided when all of them are. A map gives each what it comes behind, by "
    "`after` (custom) or `needs`: {startup: {}, tax: {after: [startup]}}.",
    "anyOf": [
        {"type": "array", "items": {"type": "string"}, "minItems": 1},
        {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {
                    strength: {
                        "description": f"Chains of the list that it {verb}.",
                        "type": "array",
                        "items": {"type": "string"},
                    }
                    for strength, verb in (("after", "follows by custom"), ("needs", "cannot begin without"))
                },
                "additionalProperties": False,
            },
        },
    ],
}
"""JSON Schema of `compose`."""
DECIDED = "all_decided"
"""Name of the step that ends a composed chain."""


@dataclass(frozen=True)
class _Member:
    name: str
    steps: Map
    chain: Node
    behind: dict[str, list[Node]]
    """By strength, the chains that it comes behind."""

    def called(self, step: object) -> str:
        return f"{self.name}.{step}"

    @property
    def ends(self) -> list[str]:
        """Its decision, or without one the steps that no other waits for."""
        decision = self.chain.child("decision")
        if decision is not None and decision.node.value is not None:
            return [self.called(decision.node.value)]
        waited_for = {node.value for step in self.steps.values() for node in _predecessors(step.node)}
        return [self.called(name) for name in self.steps if name not in waited_for]


def compose_chains(tree: Node) -> list[Located]:
    """Put what composed chains are made of in place of its names; return what is wrong with the names."""
    chains = tree.child("chains")
    if chains is None or not isinstance(chains.node.value, dict):
        return []
    problems: list[Located] = []
    every = chains.node.value
    composed = {name: entry.node for name, entry in every.items() if entry.node.child("compose") is not None}
    plain: Map = {name: entry for name, entry in every.items() if name not in composed}
    for name, node in composed.items():
        assert isinstance(node.value, dict)
        compose = node.value.pop("compose").node
        wrong = list(_problems(compose, plain))
        members = [] if wrong else [_member(n, plain[str(n.value)].node, order) for n, order in _named(compose)]
        wrong += _not_kept(node, compose, members)
        problems += wrong
        if wrong:
            del every[name]  # Nothing more can be said about it.
        else:
            node.value = _composed(node, members)
    return problems


def _named(compose: Node) -> list[tuple[Node, Node | None]]:
    """Return the names of chains with what each comes behind."""
    if isinstance(compose.value, dict):
        return [(Node(entry.key, name), entry.node) for name, entry in compose.value.items()]
    return [(node, None) for node in compose.value] if isinstance(compose.value, list) else []


def _problems(compose: Node, plain: Map) -> Iterator[Located]:
    named = _named(compose)
    if not named:
        yield Located.at(compose.mark, "compose-form", given=Given(compose.plain()))
    names = [node.value for node, _ in named]
    for node, order in named:
        if node.value not in plain:
            yield _unknown(node, plain, "compose-unknown")
        if order is not None and not (order.value is None or isinstance(order.value, dict)):
            yield Located.at(order.mark, "compose-form", given=Given(order.plain()))
        for strength, entry in order.value.items() if order and isinstance(order.value, dict) else ():
            if strength not in ("after", "needs") or not isinstance(entry.node.value, list):
                yield Located.at(entry.key, "compose-form", given=Given(strength))
                continue
            others = [name for name in names if name != node.value]
            yield from (_unknown(one, others, "compose-order") for one in entry.node.value if one.value not in others)


OF_ONE = ("accepted", "limit", "on_expiry", "extension", "patience")
"""What a chain states for its own cases: a chain made of several must state it for itself."""


def _not_kept(bundle: Node, compose: Node, members: list[_Member]) -> Iterator[Located]:
    """Yield what members state, the chain made of them does not, and cannot be taken over."""
    assert isinstance(bundle.value, dict)
    for field in OF_ONE:
        stating = [member.name for member in members if _states(member.chain, field)]
        if stating and field not in bundle.value:
            yield Located.at(compose.mark, "compose-of-one", given=", ".join(stating), field=field)
    handovers = [entry.node.plain() if (entry := member.chain.child("handover")) else None for member in members]
    if "handover" not in bundle.value and any(one != handovers[0] for one in handovers):
        yield Located.at(compose.mark, "compose-handovers")


def _states(chain: Node, field: str) -> bool:
    entry = chain.child(field)
    return entry is not None and entry.node.value is not None


def _unknown(node: Node, allowed: Any, code: str) -> Located:
    names = [str(name) for name in allowed]
    nearest = get_close_matches(str(node.value), names, n=1)
    return Located.at(node.mark, code, given=str(node.value), allowed=names, nearest=nearest[0] if nearest else "")


def _member(name: Node, chain: Node, order: Node | None) -> _Member:
    steps = chain.child("steps")
    behind: dict[str, list[Node]] = {}
    for strength, entry in order.value.items() if order and isinstance(order.value, dict) else ():
        behind[str(strength)] = list(entry.node.value) if isinstance(entry.node.value, list) else []
    return _Member(
        str(name.value), steps.node.value if steps and isinstance(steps.node.value, dict) else {}, chain, behind
    )


def _composed(bundle: Node, members: list[_Member]) -> Map:
    own = bundle.value
    assert isinstance(own, dict)
    made: Map = dict(own)
    for field in ("types", "handover"):
        given = (entry for member in members if (entry := member.chain.child(field)) is not None)
        first = next(given, None)
        if field not in own and first is not None:
            made[field] = first
    documents = _joined([*(member.chain.child("documents") for member in members), own.get("documents")])
    if documents:
        made["documents"] = Entry(bundle.mark, Node(bundle.mark, documents))
    milestones = {
        member.called(name): entry._replace(node=_renamed(member, entry.node))
        for member in members
        for name, entry in _joined([member.chain.child("milestones")]).items()
    } | _joined([own.get("milestones")])
    if milestones:
        made["milestones"] = Entry(bundle.mark, Node(bundle.mark, milestones))
    steps: Map = {}
    for member in members:
        for name, entry in member.steps.items():
            steps[member.called(name)] = entry._replace(node=_placed(member, entry.node, members))
    steps |= _joined([own.get("steps")])
    if "decision" not in own:
        ends = [end for member in members for end in member.ends]
        steps[DECIDED] = Entry(bundle.mark, _last_step(bundle, ends))
        made["decision"] = Entry(bundle.mark, Node(bundle.mark, DECIDED))
    made["steps"] = Entry(bundle.mark, Node(bundle.mark, steps))
    return made


def _joined(maps: list[Entry | None]) -> Map:
    """Return several maps as one, where the first document of a name stands for all and own entries for any."""
    joined: Map = {}
    for place, entry in enumerate(maps):
        if entry is not None and isinstance(entry.node.value, dict):
            is_own = place == len(maps) - 1
            joined = joined | entry.node.value if is_own else entry.node.value | joined
    return joined


def _placed(member: _Member, step: Node, members: list[_Member]) -> Node:
    """Return a step whose references are to the steps of the composed chain."""
    if not isinstance(step.value, dict):
        return step
    value: Map = dict(step.value)
    for field in ("needs", "after"):
        if field in value:
            value[field] = value[field]._replace(node=_renamed(member, value[field].node))
    if "needed_with" in value:
        value["needed_with"] = value["needed_with"]._replace(node=_renamed(member, value["needed_with"].node))
    outcome = step.child("outcome")
    if outcome is not None and isinstance(outcome.node.value, dict) and "resume_at" in outcome.node.value:
        back = outcome.node.value["resume_at"]
        changed = outcome.node.value | {"resume_at": back._replace(node=_renamed(member, back.node))}
        value["outcome"] = outcome._replace(node=Node(outcome.node.mark, changed))
    if not list(_predecessors(step)):
        for strength, nodes in member.behind.items():
            ends = [end for node in nodes for other in members if other.name == node.value for end in other.ends]
            listed = [Node(step.mark, end) for end in ends]
            value[strength] = Entry(step.mark, Node(step.mark, listed))
    return Node(step.mark, value)


def _predecessors(step: Node) -> Iterator[Node]:
    for field in ("needs", "after"):
        entry = step.child(field)
        if entry is not None and isinstance(entry.node.value, list):
            yield from entry.node.value


def _renamed(member: _Member, node: Node) -> Node:
    if isinstance(node.value, list):
        return Node(node.mark, [_renamed(member, item) for item in node.value])
    return Node(node.mark, member.called(node.value)) if isinstance(node.value, str) else node


def _last_step(bundle: Node, ends: list[str]) -> Node:
    plain: dict[str, Any] = {"kind": "waiting", "duration": "0 s"}
    value: Map = {key: Entry(bundle.mark, Node(bundle.mark, given)) for key, given in plain.items()}
    value["needs"] = Entry(bundle.mark, Node(bundle.mark, [Node(bundle.mark, end) for end in ends]))
    return Node(bundle.mark, value)
