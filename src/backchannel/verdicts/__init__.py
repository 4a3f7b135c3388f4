"""What the facts say: each channel's course, who sat on it, what was open or lost, who says so."""
