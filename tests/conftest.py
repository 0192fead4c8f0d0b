"""How tests run here: hypothesis without deadlines and derandomized in CI; no test sees what a user kept."""

import os
from tempfile import mkdtemp

from hypothesis import HealthCheck, settings

os.environ["XDG_STATE_HOME"] = mkdtemp(prefix="clew-state-")

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile("default", max_examples=60, deadline=None, suppress_health_check=SLOW)
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")
