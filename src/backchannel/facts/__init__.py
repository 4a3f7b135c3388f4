"""The facts: vocabularies, records, the frozen dataset, its views, and the names of records."""
