"""The naive reference of the whole contract: from records to answers, readable, slow, the oracle of all tests.

It follows ``semantics`` sentence by sentence and imports neither the flow rules in SQL nor the array engine.
For graphs of up to a few hundred records.
"""

from clew.engine.reference.answers import Oracle, answer

__all__ = ["Oracle", "answer"]
