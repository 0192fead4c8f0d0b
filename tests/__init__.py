"""Tests of clew; helpers that several tests share are modules of this package."""
