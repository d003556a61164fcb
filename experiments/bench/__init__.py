"""Speed, measured side by side: the reference workload `community-mini` for three kinds of engine, and the clock."""
