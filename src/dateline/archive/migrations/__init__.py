"""The schema's steps, oldest first; each is a file in `versions/`, run by Alembic and never edited once released."""

VERSIONS = ("0001", "0002", "0003", "0004")
"""Every schema this program knows. Kept here so that opening a current archive need not load Alembic."""
