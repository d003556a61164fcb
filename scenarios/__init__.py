"""What-ifs, still pure: communities, programs, statistics, metrics, facts."""
