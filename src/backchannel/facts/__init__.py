"""The facts: closed lists, cells, records, the frozen dataset, its views, and how names find records."""
