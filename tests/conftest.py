"""How tests run here: hypothesis without deadlines and derandomized in CI; no test sees what a user kept."""

import os
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

os.environ["XDG_STATE_HOME"] = mkdtemp(prefix="clew-state-")

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile("default", max_examples=60, deadline=None, suppress_health_check=SLOW)
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> "LoadScopeScheduling":
    """Let one worker, and so one server, have all tests of the database; marks for that do nothing with pytest 9.2."""
    from xdist.scheduler import LoadScopeScheduling

    class OneDatabase(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "database" if nodeid.startswith("tests/database/") else nodeid

    return OneDatabase(config, log)
