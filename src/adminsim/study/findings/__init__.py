"""What replications tell: estimates, verdicts, precision, and the comparison that holds them."""
