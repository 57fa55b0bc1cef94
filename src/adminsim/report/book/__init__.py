"""Workbooks: what an analysis finds as sheets of numbers and native charts."""
