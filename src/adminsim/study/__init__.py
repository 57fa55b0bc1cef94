"""Many runs and what they tell: one run in figures, replications, findings, and each analysis in its own drawer."""
