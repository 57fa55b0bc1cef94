"""The command line: parse, call, print."""

from adminsim.cli.app import main

__all__ = ["main"]
