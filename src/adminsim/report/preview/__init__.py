"""The analytic preview, as table and text."""
