"""Whether a folder can take results is known before anything is run."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from adminsim.messages import Words
from adminsim.messages.reasons import Reason
from adminsim.results.document import rounded
from adminsim.results.folder import FolderError, check_folder


@pytest.mark.parametrize("name", ["new", "deep/er/new", "empty", "empty/new"])
def test_a_new_or_empty_folder_is_fine_and_nothing_is_left_in_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    check_folder(tmp_path / name)
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


def test_a_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderError) as caught:
        check_folder(tmp_path / "file" / "new")
    assert caught.value.code == "folder-read-only"
    assert caught.value.is_wrong_input


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for the superuser")
def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FolderError) as caught:
        check_folder(tmp_path / "new")
    assert caught.value.code == "folder-read-only"


@pytest.mark.parametrize(("language", "text"), [("en", "the disk is full"), ("zh", "磁盘已满")])
def test_reasons_are_told_in_both_languages(language: str, text: str) -> None:
    assert Reason(OSError(errno.ENOSPC, "No space left on device")).text(Words(language)) == text


def test_a_reason_without_words_is_told_as_the_system_does() -> None:
    assert Reason(OSError(errno.EXDEV, "Invalid cross-device link")).text(Words.ZH) == "Invalid cross-device link"
    assert Reason(ValueError("embedded null byte")).text(Words.EN) == "embedded null byte"


@pytest.mark.parametrize(
    ("value", "printed"),
    [(float("nan"), None), (float("inf"), "inf"), (-float("inf"), "-inf"), (1 / 3, 0.333333333333), (1e20, 1e20)],
)
def test_numbers_are_printed_with_twelve_digits(value: float, printed: object) -> None:
    assert rounded(value) == printed
