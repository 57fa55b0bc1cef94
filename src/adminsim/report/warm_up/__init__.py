"""The recommended warm-up: table and figure."""
