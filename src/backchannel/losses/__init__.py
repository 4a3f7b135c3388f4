"""What was lost between two sides: lines that share nothing, the course of losses, their cost."""
