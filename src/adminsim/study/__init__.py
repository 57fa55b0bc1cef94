"""Many runs and what they tell: figures of one run, replications, findings, and each analysis in a drawer of its own."""
