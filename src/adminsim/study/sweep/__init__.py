"""What if: a verdict along one figure, or two."""
