"""The policy vocabulary: each reform a pure function from a system to a system."""

from __future__ import annotations

from adminsim.reforms.base import CapacityReform, Reform, RouteReform
from adminsim.reforms.vocabulary import VOCABULARY, AnyReform, word_of

__all__ = ["VOCABULARY", "AnyReform", "CapacityReform", "Reform", "RouteReform", "word_of"]
