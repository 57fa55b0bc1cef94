"""By bureau: whose clock ran how long, and which steps were late, month by month."""
