"""A baseline as the sheets of a workbook: a template to be filled in, and its way into YAML."""
