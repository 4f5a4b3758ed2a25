"""Reads what people wrote about when things happen, resolves it to UTC, and says where sources disagree."""

__version__ = "0.1.0"
