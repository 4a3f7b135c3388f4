"""
A package without a problem, small and with a row in every table, to be broken in one place at a time.

Channel `line` is open, then suspended, then open again; `envoy` held `post` and met `rival` through it.
"""

from __future__ import annotations

from backchannel.package import package_files

from make import Toy


def sound() -> Toy:
    toy = Toy(as_of="2022-12-31").actor("envoy", state="AAA", aliases="The Envoy; E.", sector="GOV")
    toy.actor("rival", state="BBB", wikidata="Q159", parent="house").actor("house", kind="organization", state="BBB")
    toy.actor("post", kind="office", state="AAA").actor("spa", kind="place", name='The "Old" Spa, at the lake')
    toy.channel("line", topics="staff; visas").channel("line-two", parent="line", succeeds="line")
    toy.disruption("d1", "expulsion", "2021-07-01", by="state-aaa", target="state-bbb; rival", count_least="3")
    toy.disruption("d2", "expulsion", "2021-08~", by="state-bbb", answers="d1", count_most="4", count_of="staff")
    toy.spell("line", "open", "2020-01-01", "2021-06-30", id="s1", end_kind="changed")
    toy.spell("line", "suspended", "2021-07-01", "[2021-09..2022-02]", id="s2", end_kind="changed", cause="d1; d2")
    toy.spell("line", "open", "2022-03-01", "..", id="s3", as_of="2022-06-01")
    toy.contact("line", "2021-05-01", "envoy/AAA", "rival/BBB", id="k1", place="spa", outcome="Talks,\nno more.")
    toy.contact("line", "2022-04/2022-05", id="k2", count="series", topics="visas")
    toy.tenure("envoy", "post", "2020", "2021", capacity="full").tenure("rival", "post", "2022-02-01", "..")
    toy.add("dependencies", id="n1", channel="line", kind="building", on="The house").claims("n1")
    return toy.claim("s2", "rival", field="cause", value="d1", locator="par. 3", directness="witness")


def files() -> dict[str, bytes]:
    """Return the files of the sound package."""
    return package_files(sound().data())
