"""The vocabulary of numbers: cardinals, scales, vague words, bounds, units."""

from __future__ import annotations

from fractions import Fraction

CARDINALS: dict[str, int] = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES: dict[str, int] = {
    "dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "bn": 1_000_000_000, "mn": 1_000_000, "trillion": 1_000_000_000_000, "lakh": 100_000, "crore": 10_000_000,
}  # fmt: skip
PLURAL_SCALES: dict[str, tuple[int, int]] = {
    "tens": (20, 99), "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2_000, 9_999),
    "millions": (2_000_000, 9_999_999), "billions": (2_000_000_000, 9_999_999_999),
}  # fmt: skip
"""Lowest and highest figure that a bare plural is good for: beyond it speakers take the next word."""
VAGUE: dict[str, tuple[int, int | None]] = {
    "several": (3, 9), "few": (2, 9), "many": (3, None), "numerous": (3, None), "countless": (3, None),
    "multiple": (2, None), "handful": (3, 6), "various": (2, None),
}  # fmt: skip
EXACT: dict[str, int] = {
    "couple": 2, "both": 2, "pair": 2, "trio": 3, "single": 1, "sole": 1, "zero": 0, "nil": 0,
}  # fmt: skip
NOBODY = frozenset("no none nobody neither".split())
DENOMINATORS: dict[str, int] = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourths": 4, "fifth": 5, "fifths": 5,
    "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9,
    "tenth": 10, "tenths": 10,
}  # fmt: skip
ORDINALS: dict[str, int] = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        start=1,
    )
} | {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
MOST = frozenset(("most", "majority"))

AT_LEAST = (
    "at least", "more than", "over", "no fewer than", "no less than", "not less than", "not fewer than", "upwards of",
    "in excess of", "well over", "well above", "above", "a minimum of", "a little over", "just over", "exceeding",
    "beyond",
    "far more than", "slightly more than", "slightly over", "just above", "greater than",
)  # fmt: skip
AT_MOST = (
    "up to", "as many as", "as much as", "at most", "no more than", "not more than", "less than", "fewer than", "under",
    "below", "a maximum of", "nearly", "almost", "close to", "close on", "approaching", "just under", "well under",
    "just below", "slightly less than", "slightly fewer than", "a little under", "no greater than", "nearer to",
)  # fmt: skip
ABOUT = (
    "about", "around", "some", "roughly", "approximately", "an estimated", "estimated", "circa", "something like",
    "in the region of", "perhaps", "maybe", "possibly", "probably", "in the order of", "an average of", "or so",
    "more or less", "give or take",
)  # fmt: skip
EXACTLY = (
    "exactly", "precisely", "only", "just", "a total of", "all", "the", "another", "a further", "an additional",
    "as few as",
    "these", "those", "its", "their", "his", "her", "our", "other", "additional", "all of the", "total of", "at",
)  # fmt: skip
AFTER: dict[str, str] = {
    "or more": "least", "or over": "least", "at least": "least", "plus": "least", "+": "least", "if not more": "least",
    "and more": "least", "and counting": "least", "odd": "least", "or above": "least", "and over": "least",
    "or fewer": "most", "or less": "most", "at most": "most", "at the most": "most", "or under": "most", "tops": "most",
    "or so": "about", "or thereabouts": "about", "more or less": "about", "give or take": "about",
}  # fmt: skip
"""Words behind a figure that bound it; "-odd" and "-plus" too."""
RANGE = frozenset(("to", "-", "–", "or", "through"))

CHANGES = frozenset(
    "rise rises rose risen rising increase increased increases climb climbed climbs jump jumped grow grew grown "
    "fall fell "
    "fallen drop dropped decline declined up down raise raised raising revise revised revising went gone toll change "
    "changed doubled cut reduced lowered reducing".split()
)
"""Words that make "from 10 to 15" a change from one figure to another, no range."""

CURRENCY_SIGNS: dict[str, str] = {
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₦": "NGN",
    "₽": "RUB",
    "₺": "TRY",
}
CURRENCIES: dict[str, str] = {
    "dollar": "USD", "dollars": "USD", "pound": "GBP", "pounds": "GBP", "euro": "EUR", "euros": "EUR", "yen": "JPY",
    "rupees": "INR", "naira": "NGN", "rubles": "RUB", "roubles": "RUB", "lira": "TRY", "pesos": "MXN", "shekels": "ILS",
    "dinars": "IQD", "rials": "IRR", "riyals": "SAR", "dirhams": "AED", "shillings": "KES", "rand": "ZAR",
    "yuan": "CNY",
    "afghanis": "AFN", "hryvnia": "UAH", "francs": "CHF", "kronor": "SEK", "kroner": "NOK", "taka": "BDT",
    "cents": "USD",
}  # fmt: skip
"""The commonest currency of the name; pesos, dinars, francs and so on of other countries go by the same word."""
AMBIGUOUS_CURRENCIES = frozenset("dollar dollars pound pounds rupees pesos dinars shillings francs rials cents".split())
"""Names that several countries share: the unit stays the word itself."""
UNITS: dict[str, str] = {
    "km": "km", "kilometer": "km", "kilometers": "km", "kilometre": "km", "kilometres": "km", "kms": "km",
    "mile": "mile", "miles": "mile", "meter": "m", "meters": "m", "metre": "m", "metres": "m", "yard": "yard",
    "yards": "yard", "foot": "foot", "feet": "foot", "inch": "inch", "inches": "inch", "mm": "mm", "cm": "cm",
    "millimeter": "mm", "millimetre": "mm", "kg": "kg", "kgs": "kg", "kilo": "kg", "kilos": "kg", "kilogram": "kg",
    "kilograms": "kg", "kilogrammes": "kg", "gram": "g", "grams": "g", "ton": "tonne", "tons": "tonne",
    "tonne": "tonne", "tonnes": "tonne", "acre": "acre", "acres": "acre", "hectare": "hectare",
    "hectares": "hectare", "litre": "litre", "litres": "litre", "liter": "litre", "liters": "litre",
    "gallon": "gallon", "gallons": "gallon", "barrels": "barrel", "degrees": "degree", "mph": "mph", "kph": "km/h",
    "megawatts": "MW", "knots": "knot", "lb": "lb", "lbs": "lb", "ounces": "ounce", "sq": "square",
    "square": "square", "kilometer-long": "km",
}  # fmt: skip
TIMES = frozenset(
    "second seconds minute minutes hour hours day days night nights week weeks month months year years decade decades "
    "century centuries".split()
)
SCALE_SUFFIXES: dict[str, int] = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000, "b": 1_000_000_000, "tn": 10**12}
HALF = Fraction(1, 2)
MAX_VALUE = 10**12
"""A larger figure counts no people: it is an identifier or noise. Sums of money and shares are not held to it."""
