"""Assumed figures: the ledger of all of them, and what each does to the verdicts."""
