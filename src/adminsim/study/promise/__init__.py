"""Which limit could be promised: how many working days cases take, and the share that keeps a limit."""
