"""What can be said: record types, dates, names, bases, policy, answers and results. No I/O."""
