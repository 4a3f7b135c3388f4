"""What the facts say: the course of each channel, who sat on it, what was open, lost, and by whose word."""
