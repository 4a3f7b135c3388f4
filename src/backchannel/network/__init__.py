"""The network of a day and through time, its projections and measures, and its layout."""
