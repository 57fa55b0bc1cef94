"""What is in a log, and how far a baseline that was fitted to it can be trusted."""
