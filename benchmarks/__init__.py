"""How the work grows: packages made from other people's data, and one command that measures."""

from __future__ import annotations

import os

# Times are CPU times: threads of the linear algebra that wait for one another would be charged too.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
