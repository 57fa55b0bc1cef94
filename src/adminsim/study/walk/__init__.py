"""Where the time goes: each case's critical way, its parts over many runs, and what to do about the longest."""
