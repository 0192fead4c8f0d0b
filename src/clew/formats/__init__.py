"""One file, one format, reading or writing records."""
