"""Neo4j at an address of the wrong kind: which scheme, port or login would do."""

from __future__ import annotations

import socket
import subprocess
from typing import TYPE_CHECKING

import pytest

from servers import neo4j_server
from servers.disposable import Disposable
from servers.shell import HANGS, assert_fails, run

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = """\
dbms.security.auth_lock_time=1h
server.bolt.tls_level=REQUIRED
dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.base_directory=certificates
dbms.ssl.policy.bolt.private_key=private.key
dbms.ssl.policy.bolt.public_certificate=public.crt
dbms.ssl.policy.bolt.client_auth=NONE
"""


@pytest.fixture(scope="module")
def encrypted(
    server: neo4j_server.Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, int]]:
    """The ports for Bolt and for HTTP of a server with a certificate that it signed itself."""
    del server  # it says whether there can be any Neo4j on this machine
    home = tmp_path_factory.mktemp("encrypted") / "neo4j"
    bolt = neo4j_server.furnish(home)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        http = int(free.getsockname()[1])
    (home / "certificates").mkdir()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", "private.key", "-out", "public.crt"],
        cwd=home / "certificates", check=True, capture_output=True, timeout=HANGS,
    )  # fmt: skip
    settings = home / "conf" / "neo4j.conf"
    web = f"server.http.enabled=true\nserver.http.listen_address=127.0.0.1:{http}\n"
    text = settings.read_text(encoding="utf-8").replace("server.http.enabled=false\n", web)
    settings.write_text(text + SETTINGS, encoding="utf-8")
    own = Disposable.at(home)
    yield bolt, http
    own.kill()


def test_a_scheme_or_a_port_of_another_kind_is_told(
    encrypted: tuple[int, int], server: neo4j_server.Server
) -> None:
    bolt, http = (f"127.0.0.1:{port}" for port in encrypted)
    plain = server.uri.partition("://")[2]
    for kind in ("neo4j", "bolt"):
        for address, line in {
            f"{kind}+s://{bolt}": "shows a certificate that is not trusted (self-signed certificate"
            f"); accept it with `{kind}+ssc://{bolt}`, or have this machine trust its issuer",
            f"{kind}+s://{plain}": f"does not speak TLS; connect with `{kind}://{plain}`, or",
            f"{kind}+ssc://{plain}": f"does not speak TLS; connect with `{kind}://{plain}`, or",
            f"{kind}://{bolt}": f"hangs up; if it wants TLS, connect with `{kind}+s://{bolt}` (",
            f"{kind}://{http}": "speaks HTTP at this port; name the port of Bolt (7687 unless set",
        }.items():
            said = run("query", "contested", NEO4J_URI=address, NEO4J_PASSWORD="secret")
            assert_fails(said, f"Neo4j at `{address}` {line}")


def test_a_first_password_and_a_login_that_is_locked_are_told(encrypted: tuple[int, int]) -> None:
    address = f"neo4j+ssc://127.0.0.1:{encrypted[0]}"
    said = run("load", address, NEO4J_USERNAME="neo4j", NEO4J_PASSWORD="neo4j")
    assert_fails(said, "wants the first password changed before anything else; log in with")
    for _ in range(3):
        said = run("load", address, NEO4J_USERNAME="neo4j", NEO4J_PASSWORD="secret")
        assert_fails(said, "refuses the user or the password; set NEO4J_USERNAME and NEO4J_PASS")
    said = run("load", address, NEO4J_USERNAME="neo4j", NEO4J_PASSWORD="neo4j")
    assert_fails(said, "lets nobody log in for a few seconds, after too many wrong passwords")
