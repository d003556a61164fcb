"""Configuration: data, one file per choice."""
