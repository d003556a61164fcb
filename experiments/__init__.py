"""Questions, answers, pictures and the command line."""
