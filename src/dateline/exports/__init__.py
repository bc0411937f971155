"""Mentions and incidents to files that other tools read."""

from dateline.exports.files import FORMATS, SUFFIXES, Format, select, write

__all__ = ["FORMATS", "SUFFIXES", "Format", "select", "write"]
