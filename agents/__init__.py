"""People and what they do: columns, founding, and one behaviour per file."""
