"""Many runs: who runs them, on which systems, and what is kept of each."""
