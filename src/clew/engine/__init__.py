"""What reaches an entry, by which path, and what is open behind it."""
