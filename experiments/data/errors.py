"""The refusal of a malformed export."""

from difflib import get_close_matches


class DataError(ValueError):
    """An export that cannot be used: which file, which line (None: the whole file), why, and what to do."""

    def __init__(self, file, reason, advice, line=None):
        self.file, self.line, self.reason, self.advice = str(file), line, reason, advice
        place = self.file if line is None else f"{self.file}, line {line}"
        super().__init__(f"{place}: {reason}; {advice}")


def did_you_mean(name, known):
    """The known name closest to this one, or None."""
    close = get_close_matches(name, known, 1, 0.6)
    return close[0] if close else None
