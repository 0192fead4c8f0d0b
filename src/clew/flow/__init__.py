"""Section 3 of the contract as SQL: which hops exist."""
