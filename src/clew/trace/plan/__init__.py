"""Which few documents to ask for: requests that break every path, that prove one, that settle most entries."""
