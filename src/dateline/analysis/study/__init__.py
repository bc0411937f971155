"""The study page."""

from dateline.analysis.study.page import Made, study_page

__all__ = ["Made", "study_page"]
