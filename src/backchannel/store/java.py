"""
The Java inside the embedded engine: started once per process, quiet, signals left to Python.

The engine's own way to start it makes a folder `log` in the current directory, prints warnings
between our rows, and ends SIGTERM in a crash dump on stdout.
"""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import arcadedb_embedded
import jpype
from arcadedb_embedded import jvm

if TYPE_CHECKING:
    from collections.abc import Callable

_OPTIONS = (
    # Signals stay with Python: without this Ctrl-C waits, and SIGTERM ends in a crash dump on
    # stdout.
    "-Xrs",
    # A short-lived process: the quick compiler and the simple collector start in two thirds of the
    # time.
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:+UseCompactObjectHeaders",
    f"-Djava.util.logging.config.file={Path(__file__).with_name('quiet.properties')}",
    # A crash report would be written into the current directory.
    f"-XX:ErrorFile={Path(tempfile.gettempdir()) / 'backchannel-java-%p.log'}",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF8",
    "-Dpolyglot.engine.WarnInterpreterOnly=false",
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
)

_starting = threading.Lock()


class EngineError(Exception):
    """What the engine said, as it said it, and the first cause that lies beneath."""

    def __init__(self, error: BaseException) -> None:
        """Keep the text of an error and that of its first cause, which the text may not hold."""
        super().__init__(str(error))
        cause = error if isinstance(error, jpype.JException) else error.__cause__
        while isinstance(cause, jpype.JException) and (deeper := cause.getCause()) is not None:
            cause = deeper
        self.cause = str(cause)


def java(name: str) -> Any:
    """Return a class of Java, which is started if it is not running yet."""
    with _starting:
        if not jpype.isJVMStarted():
            jars = sorted(str(jar) for jar in Path(jvm.get_jar_path()).glob("*.jar"))
            jpype.startJVM(
                jvm.get_bundled_jre_lib_path(), *_OPTIONS, classpath=jars, interrupt=False
            )
            # The engine has last words on stderr when a query that was given up still runs as the
            # process ends.
            nowhere = jpype.JClass("java.io.OutputStream").nullOutputStream()
            jpype.JClass("java.lang.System").setErr(jpype.JClass("java.io.PrintStream")(nowhere))
    return jpype.JClass(name)


def said(work: Callable[[], Any]) -> Any:
    """Do some work; what Java or its binding raises becomes an `EngineError`."""
    try:
        return work()
    except (arcadedb_embedded.ArcadeDBError, jpype.JException) as error:
        raise EngineError(error) from error
