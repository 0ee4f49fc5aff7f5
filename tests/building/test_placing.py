"""Putting a store in its place, on systems that can and cannot exchange folders."""

import errno
import os

import pytest

from kg.building import placing


def folder(path, text):
    path.mkdir()
    (path / "CURRENT").write_text(text, "utf-8")
    return path


def test_the_new_store_takes_the_place_of_the_old_one(tmp_path):
    """After the exchange the old store is gone."""
    placing.place(folder(tmp_path / "new", "new"), folder(tmp_path / "old", "old"))

    assert "new" == (tmp_path / "old" / "CURRENT").read_text("utf-8")
    assert ["old"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("library", [None, "refusing"])
def test_a_system_without_exchange_comes_to_the_same_end(tmp_path, monkeypatch, library):
    """An old library lacks the call, an odd file system refuses it."""

    class Library:
        def __init__(self, *_args, **_more):
            if library:
                self.renameat2 = lambda *_args: -1

    monkeypatch.setattr(placing.ctypes, "CDLL", Library)
    placing.place(folder(tmp_path / "new", "new"), folder(tmp_path / "old", "old"))

    assert "new" == (tmp_path / "old" / "CURRENT").read_text("utf-8")
    assert ["old"] == [path.name for path in tmp_path.iterdir()]


def test_an_old_store_comes_back_where_the_new_one_cannot_move(tmp_path, monkeypatch):
    """A failure between the two steps leaves what was there before."""
    new, old = folder(tmp_path / "new", "new"), folder(tmp_path / "old", "old")
    rename, calls = os.rename, []

    def failing(start, end):
        calls.append((start.name, end.name))
        if start.name == "new":
            raise OSError(errno.ENOTEMPTY, "no")
        rename(start, end)

    monkeypatch.setattr(placing.sys, "platform", "other")
    monkeypatch.setattr(placing.os, "rename", failing)

    with pytest.raises(OSError, match="no"):
        placing.place(new, old)
    assert "old" == (old / "CURRENT").read_text("utf-8")


def test_other_failures_are_not_hidden(tmp_path):
    """A draft that is not there is no reason to exchange anything."""
    with pytest.raises(FileNotFoundError):
        placing.place(tmp_path / "nothing", tmp_path / "old")
