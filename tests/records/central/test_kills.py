"""Twenty deliveries killed in the middle; a thousand by `python -m tests.records.central.kill_soak --kills 1000`."""

from __future__ import annotations

import sys

import pytest

from tests.records.central.cluster import Cluster
from tests.records.central.kill_soak import soak


@pytest.mark.skipif(sys.platform == "win32", reason="the victims are forked")
def test_twenty_kills_lose_and_double_nothing(cluster: Cluster) -> None:
    tally = soak(cluster, 20, seed=1)
    assert tally.failures == []
    assert tally.kills == 20
    assert tally.hits, "no kill came in the middle of a delivery"
