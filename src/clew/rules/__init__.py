"""Packs of rules and lists: loading, checking, matching."""
