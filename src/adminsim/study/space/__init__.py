"""Whether a verdict holds over all assumptions at once, and which of them to measure first."""
