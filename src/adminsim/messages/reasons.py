"""Why the system refused something, in both languages."""

from __future__ import annotations

import errno
from dataclasses import dataclass

from adminsim.messages import Words
from adminsim.messages.os_errors import OS_ERRORS


@dataclass(frozen=True)
class Reason:
    """The reason of an error of the operating system, to be told in the reader's language."""

    error: OSError | ValueError

    def text(self, words: Words) -> str:
        """Return the reason in words; as the system says it where there are no own words for it."""
        number = getattr(self.error, "errno", None)
        code = f"os-{errno.errorcode.get(number, '')}" if number is not None else ""
        if code in OS_ERRORS:
            return words.pick(*OS_ERRORS[code])
        return getattr(self.error, "strerror", None) or str(self.error) or type(self.error).__name__
