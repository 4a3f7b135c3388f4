"""Dates: text as sources give it, the days it can mean, and the same in words."""
