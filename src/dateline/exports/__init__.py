"""Mentions and incidents to files that other tools read, what these were made from, and what differs between two."""

from dateline.exports.choosing import Choice, choose_incidents, choose_mentions
from dateline.exports.coded import coded_frame, descriptions
from dateline.exports.corrections import Correction, corrections
from dateline.exports.dictionary import columns, fields
from dateline.exports.differences import Difference, differences
from dateline.exports.files import FORMATS, SUFFIXES, Format, write
from dateline.exports.package import Made, content_hash, package, package_path
from dateline.exports.reading import Export, read_export

__all__ = [
    "FORMATS",
    "SUFFIXES",
    "Choice",
    "Correction",
    "Difference",
    "Export",
    "Format",
    "Made",
    "choose_incidents",
    "choose_mentions",
    "coded_frame",
    "columns",
    "content_hash",
    "corrections",
    "descriptions",
    "differences",
    "fields",
    "package",
    "package_path",
    "read_export",
    "write",
]
