"""The explorer: a small server on this machine's loopback, and the page that it shows."""

from clew.explorer.serve import Server

__all__ = ["Server"]
