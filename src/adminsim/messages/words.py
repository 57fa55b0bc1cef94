"""Headings, labels, verdicts and notices: code -> (English, Chinese)."""

WORDS: dict[str, tuple[str, str]] = {
    "remark-no-effect": (
        "reform '{reform}' changes nothing here: what it names is gone or already so",
        "改革措施“{reform}”在此不起作用:所指环节已不存在或本已如此",
    ),
}
