"""Readers that ask a Neo4j again and again while something else goes on."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from backchannel.store import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from backchannel.store import Store

    from servers.neo4j_server import Server

T = TypeVar("T")


@contextmanager
def asked_again_and_again(
    server: Server, ask: Callable[[Store], T], *, readers: int = 1
) -> Iterator[list[T]]:
    """
    Let readers ask the same as long as this lasts, and give the list of their answers.

    The block begins once each of them has asked, and they all ask once more after its end: so there is an answer of
    before and one of after, however slow a reader is.
    """
    answers: list[T] = []
    over, asked = threading.Event(), threading.Semaphore(0)

    def reader() -> None:
        try:
            with connect(server.uri, user=server.user, password=server.password) as store:
                answers.append(ask(store))
                asked.release()
                while not over.is_set():
                    answers.append(ask(store))
                answers.append(ask(store))
        finally:
            # Nobody waits for a reader that has failed; pytest tells of it.
            asked.release()

    threads = [threading.Thread(target=reader) for _ in range(readers)]
    for thread in threads:
        thread.start()
    try:
        for _ in threads:
            asked.acquire()
        yield answers
    finally:
        over.set()
        for thread in threads:
            thread.join()
