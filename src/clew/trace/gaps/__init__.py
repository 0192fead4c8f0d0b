"""The gaps behind entries: what is missing, silent, contradicted or impossible, and what to ask of whom."""
