"""Texts that are compared word for word, several in one file, each under a title."""

from __future__ import annotations

from pathlib import Path


def golden(path: Path, titles: list[str], title: str, said: str, update: bool) -> str:
    """Return the text under a title; with `update`, first write what was said there, in the order of the titles."""
    sections = path.read_text(encoding="utf-8").split("## ")[1:] if path.exists() else []
    texts = {head: body.strip() for head, _, body in (section.partition("\n") for section in sections)}
    if update:
        texts[title] = said.strip()
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(f"## {head}\n{texts[head]}\n" for head in titles if head in texts), encoding="utf-8")
    return texts.get(title, "")
