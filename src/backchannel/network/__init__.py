"""The network of a day and through time, its projections, its measures, and where its nodes stand."""
