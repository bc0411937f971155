"""Numbers: counts with bounds, shares, money, measures, ages, ordinals, as words give them."""

from dateline.ground.quantities.find import find_quantities, parse_count
from dateline.ground.quantities.values import UNKNOWN, Count, Quantity

__all__ = ["UNKNOWN", "Count", "Quantity", "find_quantities", "parse_count"]
