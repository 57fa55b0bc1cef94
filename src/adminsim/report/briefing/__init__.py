"""A briefing of two pages for those who decide."""
