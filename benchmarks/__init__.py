"""How the work grows: packages made from other people's data, and one command that measures."""
