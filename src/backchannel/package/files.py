"""
Take the files of a data package out of its folder or zip, as bytes, and write a file whole.

A table is found by its name, whatever its letter case, or where the descriptor places it. What a
zip says of itself is not trusted: names that point outside it, two files of one name, and tables
that unpack to an absurd size are refused, in one sentence.
"""

from __future__ import annotations

import stat
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from backchannel.errors import UsageFault
from backchannel.facts.model import RECORDS
from backchannel.messages import quoted
from backchannel.package.descriptor import places
from backchannel.package.schema import DESCRIPTOR

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LARGEST = 512 * 1024 * 1024
"""Most bytes that the files of a package have together; more is a mistake, or a zip bomb."""

CHUNK = 1024 * 1024


class Refused(Exception):
    """A package whose files cannot be taken out of their folder or zip."""

    def __init__(self, file: str, reason: str) -> None:
        """Name the file, and say in a sentence why."""
        super().__init__(reason)
        self.file = quoted(file)[1:-1]


def check_folder(path: Path) -> None:
    """Refuse a file whose folder is missing: before the work that it would take, not after it."""
    if not path.parent.is_dir():
        raise UsageFault(
            f"there is no folder {quoted(str(path.parent))} to write {quoted(path.name)} into; "
            "make it first"
        )


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a run that is stopped never leaves half of one."""
    import secrets

    path = path.resolve()
    if path.exists() and not path.is_file():
        # A device such as /dev/stdout is written to, not replaced.
        path.write_bytes(content)
        return
    # Opened only if nothing has that name: a link that somebody planted there is not followed. The
    # name is short, since a legal one may leave no room for a longer.
    half = path.with_name(f".{secrets.token_hex(8)}.part")
    file = half.open("xb")
    try:
        with file:
            file.write(content)
        if path.exists():
            half.chmod(stat.S_IMODE(path.stat().st_mode))
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def is_zip(path: Path) -> bool:
    """Say whether a path is a zip by its name; a folder may be called so, too."""
    return path.suffix.lower() == ".zip" and not path.is_dir()


def is_table(name: str) -> bool:
    """Say whether a file is a table by its name; hidden ones are what a program left behind."""
    return name.lower().endswith(".csv") and not name.startswith(".")


def folder_of(path: Path) -> Path:
    """Return the folder of a package that is named by its folder or its descriptor."""
    return path.parent if path.name == DESCRIPTOR else path


def files_at(path: Path) -> dict[str, bytes]:
    """
    Return the tables and the descriptor of a package, by the file name that each has as a rule.

    Raises
    ------
    Refused
        If they cannot be read.
    """
    if is_zip(path):
        return _zipped(path)
    found: dict[str, bytes] = {}
    room = LARGEST
    for name, place in paths_in(folder_of(path)).items():
        found[name] = _read(place, room)
        room -= len(found[name])
        _use(name, room)
    return found


def paths_in(folder: Path) -> dict[str, Path]:
    """
    Return where the tables and the descriptor of a folder are, by the name each has as a rule.

    Raises
    ------
    Refused
        If the folder cannot be listed, or two files could be one table.
    """
    try:
        names = [file.name for file in folder.iterdir()]
    except OSError as error:
        raise Refused(folder.name, f"cannot be read: {error.strerror}") from None
    top = _read(folder / DESCRIPTOR, LARGEST) if DESCRIPTOR in names else None
    placed = {table: path for table, path in places(top).items() if (folder / path).exists()}
    return {name: folder / path for name, path in _named(names, placed)}


def _read(path: Path, room: int) -> bytes:
    """Read a file of at most `room` bytes, or one byte more if it is longer."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            # A pipe would be waited for without end.
            raise Refused(path.name, "is a pipe or a device, not a file; remove or rename it")
        with path.open("rb") as file:
            return file.read(room + 1)
    except OSError as error:
        raise Refused(path.name, f"cannot be read: {error.strerror}") from None


def _named(names: Iterable[str], placed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the name that a table or the descriptor has as a rule, and its path in the package."""
    found = {f"{table}.csv": path for table, path in placed.items()}
    for name in sorted({*names}.difference(placed.values())):
        rule = name.lower() if name[:-4].lower() in RECORDS else name
        if not (is_table(name) or name == DESCRIPTOR) or rule.removesuffix(".csv") in placed:
            continue
        if rule in found:
            raise Refused(name, f"may be the same table as `{found[rule]}`; remove one of the two")
        found[rule] = name
    yield from sorted(found.items())


def _zipped(path: Path) -> dict[str, bytes]:
    if not path.is_file():
        raise Refused(path.name, "is a pipe or a device, not a file; name a zip")
    # Few packages are zips, and each question reads one package.
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(path) as archive:
            return dict(_taken(path.name, archive))
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise Refused(path.name, f"is not a sound zip ({error}); pack it anew") from None
    except NotImplementedError:
        raise _packed_otherwise(path.name) from None


def _packed_otherwise(file: str) -> Refused:
    return Refused(file, "is packed in a way that is not supported; pack it anew as a plain zip")


def _taken(file: str, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield the tables and the descriptor of a zip, counting their size, whatever the zip says."""
    members = [
        member for member in archive.infolist() if not member.filename.startswith("__MACOSX/")
    ]
    times = Counter(member.filename for member in members)
    home = _home(
        file, [name for name in times if is_table(_last(name)) or _last(name) == DESCRIPTOR]
    )
    inside = {
        member.filename.removeprefix(home): member
        for member in members
        if member.filename.startswith(home)
    }
    room = LARGEST

    def unpacked(path: str) -> bytes:
        if times[home + path] > 1:
            raise Refused(file, f"has the file {quoted(home + path)} twice; pack it anew")
        return _unpacked(file, archive, inside[path], room)

    placed = {table: path for table, path in places(unpacked(DESCRIPTOR)).items() if path in inside}
    for name, path in _named([name for name in inside if "/" not in name], placed):
        content = unpacked(path)
        room -= len(content)
        yield name, content


def _home(file: str, names: Sequence[str]) -> str:
    """Return the folder in a zip that holds the descriptor: empty, or with a slash at its end."""
    if leading := [name for name in names if ".." in PurePosixPath(name).parts]:
        raise Refused(
            file, f"has a file {quoted(leading[0])}, whose name leads out of it; pack it anew"
        )
    homes = [name.removesuffix(DESCRIPTOR) for name in names if _last(name) == DESCRIPTOR]
    if not homes and (turned := [name for name in names if "\\" in name]):
        raise Refused(
            file,
            f"has a file {quoted(turned[0])}, with a backslash where zips have a slash; "
            "pack it anew with another program",
        )
    if len(homes) != 1:
        raise Refused(file, f"has {len(homes)} files `{DESCRIPTOR}`; a package has one")
    return homes[0]


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _unpacked(file: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> bytes:
    if member.flag_bits & 1:
        raise Refused(file, f"is encrypted ({quoted(member.filename)}); pack it without a password")
    import zipfile

    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # What other methods unpack at once has no bound, whatever amount is asked for.
        raise _packed_otherwise(file)
    pieces = []
    with archive.open(member) as packed:
        while piece := packed.read(CHUNK):
            pieces.append(piece)
            room -= len(piece)
            _use(file, room)
    return b"".join(pieces)


def _use(file: str, room: int) -> None:
    if room < 0:
        raise Refused(
            file,
            f"holds more than {LARGEST // 1024**2} MB with the other tables; a package has less",
        )
