"""Results of whole cases that are kept beside them, and used again as long as they are the case's own.

A case ``NAME.clew`` has its result in ``NAME.clew.traced``: the records, what was derived from them, and the answers.
It is used only if a trace would give the same: the same records in the same rows, the same packs, policy, day and
clew (`grounds`). And only if this user's clew kept it on this machine (`known`): whoever sends a case could send a
result with it that is not the case's, and nothing but a trace would tell.
"""

from clew.trace.kept.keep import Keeper

__all__ = ["Keeper"]
