"""What the rules between records allow, though it is near to what they forbid."""

from __future__ import annotations

import pytest

from worlds import sound


def test_the_sound_package_has_no_problem() -> None:
    assert sound.said({}) == []


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param({"claims/c0003/claimant": "rival", "spells/s2/start": "2021-06-01"}, id="rival voices"),
        pytest.param({"spells/s2/start": "[2021-06..2021-08]"}, id="a vague start"),
        pytest.param({"spells/s2/end": "..", "spells/s2/end_kind": "observed", "claims/c0003/as_of": "2022-04",
                      "claims/c0003/claimant": "rival"}, id="stopped, as one voice saw it later"),
        pytest.param({"contacts/k1/date": "2021-08-01", "contacts/k1/mode": "statement"}, id="no talk"),
        pytest.param({"contacts/k1/date": "2021-08-01", "contacts/k1/occurrence": "refused"}, id="not held"),
        pytest.param({"contacts/k1/date": "2021-08-01", "contacts/k1/channel": ""}, id="through no channel"),
        pytest.param({"contacts/k1/date": "[2021-06..2021-08]"}, id="possibly before the stop"),
        pytest.param({"contacts/k1/date": "2022-02-15"}, id="when it may have been stopped"),
        pytest.param({"contacts/k1/date": "2019-05-01"}, id="when nobody says how it was"),
        pytest.param({"tenures/t-rival-post-1/start": "2021-06", "tenures/t-rival-post-1/capacity": "acting"}, id="acting"),
        pytest.param({"tenures/t-rival-post-1/start": "2021", "tenures/t-rival-post-1/capacity": "full"}, id="vague tenure"),
        pytest.param({"tenures/t-envoy-post-0/end": "..", "claims/c0007/as_of": "2021-12",
                      "tenures/t-rival-post-1/capacity": "full"}, id="holder not seen any more"),
        pytest.param({"tenures/t-rival-post-1/start": "2021-12-31", "tenures/t-rival-post-1/capacity": "full",
                      "tenures/t-envoy-post-0/end": "2021-12-31"}, id="a day of hand-over"),
        pytest.param({"tenures/t-rival-post-1/start": "2021-12-31", "tenures/t-rival-post-1/capacity": "full",
                      "tenures/t-envoy-post-0/start": "[..2021-12-31]", "tenures/t-envoy-post-0/end": "2021-12-31"},
                     id="a holder of whom only the end is known"),
        pytest.param({"tenures/t-rival-post-1/start": "[..2020-01-01]", "tenures/t-rival-post-1/capacity": "full",
                      "tenures/t-rival-post-1/end": "2020-01-01", "tenures/t-envoy-post-0/start": "2020-01-01"},
                     id="a predecessor of whom only the end is known"),
        pytest.param({"spells/s1/start": "[..2021-06-30]"}, id="a spell of which only the end is known"),
        pytest.param({"spells/s2/status": "degraded", "spells/s3/status": "degraded"}, id="degraded, then worse"),
        pytest.param({"disruptions/d1/count_least": "600", "disruptions/d2/count_most": "150"}, id="over 600 and nearly 150"),
        pytest.param({"spells/s1/end": "", "spells/s1/end_kind": ""}, id="a usable spell that is perhaps over"),
        pytest.param({"spells/s3/end_kind": "observed"}, id="observed to be still so"),
        pytest.param({"claims/+": "d|k1|date|2021-05-01|paper|||supports"}, id="a value that the record has"),
        pytest.param({"claims/+": "d|k1|date|2021-05-09|paper|||denies"}, id="a date that is denied"),
        pytest.param({"claims/+": "d|k1|place|The Spa|paper|||supports"}, id="a name in the words of the source"),
    ],
)  # fmt: skip
def test_what_the_rules_allow(edit: sound.Edit) -> None:
    assert sound.said(edit) == []
