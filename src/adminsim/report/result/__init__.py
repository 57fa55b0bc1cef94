"""What a study found, as tables, notices and figures."""
