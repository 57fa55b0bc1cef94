"""Logs of real cases: read them, calibrate a baseline from them, and say how far it can be trusted."""
