"""Replace a folder as a whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from backchannel.errors import UsageFault
from backchannel.messages import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """
    Give an empty folder to write into, and put it in the place of another when all is written.

    What the other held beside is kept. A run that fails or is ended leaves the other as it was, and
    what a run that was killed has left is swept by the next.

    Parameters
    ----------
    folder
        The folder to replace, or to make.

    Raises
    ------
    UsageFault
        If the folder cannot be replaced as a whole, or another run is writing it.
    """
    target = folder.resolve()
    if target in (here := Path.cwd(), *here.parents) or target.is_mount():
        raise UsageFault(
            f"{quoted(str(folder))} cannot be replaced as a whole, since it is in use; "
            "name a folder in it"
        )
    nearest = next(above for above in target.parents if above.exists())
    if not nearest.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    target.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own for each folder, never too long, so that the next run finds what was left.
    mark = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]
    draft, old = (target.with_name(f".{kind}-{mark}") for kind in ("draft", "old"))
    with _locked(target.with_name(f".lock-{mark}"), folder):
        _recover(target, draft, old)
        draft.mkdir()
        try:
            yield draft
            _replace(target, draft, old)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _recover(target: Path, draft: Path, old: Path) -> None:
    """Clear away what a run that was killed has left, and undo a replacement that it began."""
    if old.is_dir() and not target.exists():
        old.rename(target)
    for left in (draft, old):
        if left.is_dir():
            shutil.rmtree(left)


def _replace(target: Path, draft: Path, old: Path) -> None:
    if not target.exists():
        draft.rename(target)
        return
    for kept in sorted(target.iterdir()):
        beside = draft / kept.name
        if beside.exists():
            continue
        if kept.is_dir() and not kept.is_symlink():
            shutil.copytree(kept, beside, symlinks=True, copy_function=_linked)
        else:
            _linked(str(kept), str(beside))
    shutil.copymode(target, draft)
    target.rename(old)
    try:
        draft.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old)


def _linked(source: str, target: str) -> None:
    """Give a file a second name, which takes no room; copy it where that cannot be done."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


@contextmanager
def _locked(path: Path, folder: Path) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:  # pragma: no cover - where there are no such locks, two runs must not meet
        yield
        return
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # A run that has just ended may have taken the name away, and another have made it anew.
            is_ours = os.path.samestat(os.fstat(file.fileno()), path.stat())
        except (BlockingIOError, FileNotFoundError):
            is_ours = False
        if not is_ours:
            raise UsageFault(
                f"another run is writing {quoted(str(folder))}; wait for it, or name another folder"
            )
        try:
            yield
        finally:
            with suppress(OSError):
                path.unlink()
