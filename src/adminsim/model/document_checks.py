"""Whether the documents of a chain and its intakes fit together.

Each check asks one question; the paths of what it finds begin at the chain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from adminsim.model.chain import Chain
from adminsim.model.document import Intake
from adminsim.model.naming import nearest, unknown_name
from adminsim.model.problem import Path, Problem
from adminsim.model.system import System


def _intakes(chain: Chain) -> Iterator[tuple[str, Path, Intake]]:
    for name, step in chain.steps.items():
        if step.asks is not None:
            yield name, ("steps", name, "intake", "documents"), step.asks


def _documents_exist(system: System, chain: Chain) -> Iterator[Problem]:
    for _, path, intake in _intakes(chain):
        for i, document in enumerate(intake.documents):
            if not chain.documents:
                yield Problem("model-no-documents", (*path, i), {"name": document})
            elif document not in chain.documents:
                yield unknown_name("document", document, chain.documents, (*path, i))


def _intakes_ask_for_documents(system: System, chain: Chain) -> Iterator[Problem]:
    for name, path, intake in _intakes(chain):
        if not intake.documents:
            yield Problem("model-intake-empty", path, {"step": name})


def _intakes_ask_for_each_document_once(system: System, chain: Chain) -> Iterator[Problem]:
    for _, path, intake in _intakes(chain):
        for i, document in enumerate(intake.documents):
            if document in intake.documents[:i]:
                yield Problem("model-document-twice", (*path, i), {"name": document})


def _each_document_is_asked_for(system: System, chain: Chain) -> Iterator[Problem]:
    asked = {document for _, _, intake in _intakes(chain) for document in intake.documents}
    # One that an intake misspells is asked for.
    misspelt = {nearest(document, chain.documents) for document in asked - chain.documents.keys()}
    for document in chain.documents:
        if document not in asked | misspelt:
            path = ("documents", document)
            yield Problem("model-document-unasked", path, {"name": document}, at_key=True)


def _what_may_be_missing_can_be_obtained(system: System, chain: Chain) -> Iterator[Problem]:
    for name, document in chain.documents.items():
        if document.obtain is None and any(probability.highest > 0 for probability in document.missing):
            yield Problem("model-no-obtain", ("documents", name), {"name": name}, at_key=True)


DOCUMENT_CHECKS: tuple[Callable[[System, Chain], Iterator[Problem]], ...] = (
    _documents_exist,
    _intakes_ask_for_documents,
    _intakes_ask_for_each_document_once,
    _each_document_is_asked_for,
    _what_may_be_missing_can_be_obtained,
)
