"""What can be wrong among the records of a package, found all at once and placed at its line."""
