"""Sections 2 and 3 of the contract as SQL: which claims stand, which stocks there are, which hops lead between them.

`run` makes these tables of a built store. Days are numbers of days since 1970-01-01, bases those of
`clew.model.basis`, -1 is no claim.

====================  ==========================================================================================
in ``main``
====================  ==========================================================================================
``claim_status``      ``claim, basis, documented, contradicted, proven, rebutted, complete_proven``
``holder_group``      ``holder, grp``: who counts as one issuer; empty where there is no evidence
``stock``             ``stock, holder, item``: numbered from 0 in order of holder and item
``node_count``        ``stocks, hubs, entries``: nodes are numbered in this order
``entry_node``        ``claim, node``
``hop``               ``tail, head, kind, basis, claim, first_day, last_day, proven, ghost``, sorted; kinds are the
                      rules' numbers (2 = entry). `proven`: the days hold at *unexcluded* too. `ghost`: exists, or is
                      as sure, only where rebuttals, segregations and ends are ignored. A hub's hops in have no days
                      and no claim
``stock_made``        ``stock, extracted, extract_first, processed`` (by a process that is no extraction)
``stock_open``        ``stock, kind``: ``unidentified``, ``inputs_unrecorded``, ``inputs_incomplete``, and for
                      *unexcluded* only ``unproven_complete``
====================  ==========================================================================================

In a schema for each world (``real``; ``credulous`` where something is rebutted): ``standing``, ``trip``, ``runs``,
``head``, ``house``, ``same_holder``, ``same_item``, ``bill_hop``, ``target``, and ``held``, one row a stock with the
sets of the contract as columns, which are also views of their own (``recv``, ``made``, ``sent``, ``used``, ``out_of``,
``near``, ``have``, ``receipt``).

One file, one rule: ``01_shipment.sql`` to ``11_unidentified.sql``, in the order and under the names of the
contract. ``evidence/`` is section 2, ``sets/`` what the rules speak of, ``graph/`` numbers nodes and builds hubs.
"""

from clew.flow.build import run

__all__ = ["run"]
