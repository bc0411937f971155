"""Where a document plays: its country with matching places and names, and the built-in slots."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from functools import cache

from training.synthetic.grammar import DATA

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
# What each built-in slot is as an entity; None for words that name nothing.
BUILT_IN: dict[str, str | None] = {
    **dict.fromkeys(("country", "city", "town", "province", "village", "capital", "river", "region"), "location"),
    **dict.fromkeys(("abroad", "abroadcity"), "location"),
    **dict.fromkeys(("nat", "abroadnat"), "group"),
    **dict.fromkeys(("person", "abroadperson"), "person"),
    "surname": "person",
    **dict.fromkeys(("day", "date", "month", "year", "fullmonth", "clock", "pastyear"), "time"),
    **dict.fromkeys(("few", "some", "many", "mass", "percent"), "quantity"),
    "sum": "money",
    "age": None,
    "ordinal": None,
}


@dataclass(frozen=True)
class Country:
    name: str
    nat: str
    region: str
    names: str
    capital: str
    cities: tuple[str, ...]
    provinces: tuple[str, ...]
    villages: tuple[str, ...]
    rivers: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """Invented people of a naming tradition: any given name goes with any surname."""

    men: tuple[str, ...]
    women: tuple[str, ...]
    surnames: tuple[str, ...]
    order: str


@cache
def atlas() -> tuple[tuple[Country, ...], dict[str, Names]]:
    """All countries and naming traditions of places.toml."""
    with (DATA / "places.toml").open("rb") as file:
        data = tomllib.load(file)
    lists = ("cities", "provinces", "villages", "rivers")
    countries = tuple(Country(**(row | {key: tuple(row[key].split(", ")) for key in lists})) for row in data["country"])
    names = {
        key: Names(
            tuple(row["men"].split(", ")),
            tuple(row["women"].split(", ")),
            tuple(row["surnames"].split(", ")),
            row.get("order", "western"),
        )
        for key, row in data["names"].items()
    }
    return countries, names


@dataclass
class Scene:
    """The choices of one document. `told` holds what slots said before, to be said again in later sentences."""

    rng: random.Random
    country: Country
    abroad: Country
    told: dict[str, list[str]] = field(default_factory=dict)
    surnames: list[str] = field(default_factory=list)

    @staticmethod
    def draw(rng: random.Random) -> Scene:
        here, abroad = rng.sample(atlas()[0], 2)
        return Scene(rng, here, abroad)

    def word(self, slot: str) -> str:
        """What a built-in slot says."""
        rng, here = self.rng, self.country
        if slot in {"few", "some", "many", "mass", "percent", "sum", "age"}:
            return self._number(slot)
        if slot in {"day", "date", "month", "year", "fullmonth", "clock", "pastyear"}:
            return self._time(slot)
        if slot == "person":
            return self._person(here)
        if slot == "abroadperson":
            return self._person(self.abroad)
        if slot == "surname":
            return rng.choice(self.surnames or atlas()[1][here.names].surnames)
        if slot == "ordinal":
            return rng.choice(["second", "third", "fourth", "fifth", "sixth", "tenth", "20th", "40th", "75th", "100th"])
        if slot.startswith("abroad"):
            return {"": self.abroad.name, "nat": self.abroad.nat, "city": rng.choice(self.abroad.cities)}[slot[6:]]
        if slot == "town":
            return rng.choice((*here.cities, *here.villages))
        single = {"country": here.name, "nat": here.nat, "region": here.region, "capital": here.capital}
        many = {"city": here.cities, "province": here.provinces, "village": here.villages, "river": here.rivers}
        return single.get(slot) or rng.choice(many[slot])

    def _person(self, country: Country) -> str:
        names = atlas()[1][country.names]
        given = self.rng.choice(names.men if self.rng.random() < 0.6 else names.women)
        surname = self.rng.choice(names.surnames)
        self.surnames.append(surname)
        return f"{surname} {given}" if names.order == "eastern" else f"{given} {surname}"

    def _number(self, slot: str) -> str:
        rng = self.rng
        if slot == "sum":
            unit = rng.choice(("million", "million", "billion", "thousand"))
            figure = rng.choice((str(rng.randint(2, 90)), f"{rng.randint(1, 9)}.{rng.randint(1, 9)}"))
            amount = f"{figure} {unit}"
            return rng.choice((f"${amount}", f"£{amount}", f"{amount} euros", f"{amount} dollars"))
        if slot == "percent":
            return f"{rng.randint(2, 95)}{rng.choice((' percent', ' per cent', '%'))}"
        if slot == "age":
            return str(rng.randint(17, 78))
        if slot == "few":
            value = rng.randint(2, 9)
            return _SMALL[value] if rng.random() < 0.85 else str(value)
        if slot == "some":
            value = rng.randint(3, 98)
            return _SMALL[value] if value <= (20 if rng.random() < 0.2 else 10) else str(value)
        if slot == "many":
            value = rng.randint(10, 95) * 10 if rng.random() < 0.5 else rng.randint(11, 99) * 100
            return f"{value:,}" if rng.random() < 0.9 else str(value)
        value = rng.randint(2, 900) * 1000
        return f"{value:,}"

    def _time(self, slot: str) -> str:
        rng = self.rng
        month, day, year = rng.choice(_MONTHS), rng.randint(1, 28), rng.randint(2003, 2026)
        short = month if len(month) < 5 or rng.random() < 0.5 else f"{month[:3]}{rng.choice(('.', ''))}"
        return {
            "day": rng.choice(_DAYS),
            "date": rng.choice((f"{short} {day}", f"{day} {month}", f"{month} {day}, {year}", f"{day} {month} {year}")),
            "month": month,
            "year": str(year),
            "pastyear": str(rng.randint(1964, 2019)),
            "fullmonth": f"{month} {year}",
            "clock": f"{rng.randint(1, 12)}{rng.choice(('', ':30', ':15', ':45'))} {rng.choice(('a.m.', 'p.m.'))}",
        }[slot]
