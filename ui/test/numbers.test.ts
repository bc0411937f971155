import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Bin } from "../src/api/types";
import { monthsBetween } from "../src/charts/coverage";
import { csvText } from "../src/charts/save";
import { binAt, binsOf, daysOf, heights, ticks } from "../src/explore/bins";
import { toAsk } from "../src/map/asking";
import { cellDiameter, GROUP_COLOURS } from "../src/map/colours";
import { ring } from "../src/map/discs";
import { fault } from "../src/review/editors/figures";
import { COMMANDS, FIELD_KEYS, fieldOf } from "../src/review/keys";
import { numberIn } from "../src/review/marked";
import { days, range, rangeShort } from "../src/shell/format";
import { groupOf } from "../src/shell/parts";
import { words } from "../src/words";

const binList: fc.Arbitrary<Bin[]> = fc.array(fc.nat(50), { minLength: 1, maxLength: 40 }).map((counts) =>
  counts.map((count, i) => {
    const day = new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);
    return { from: day, to: day, count, killed: null };
  }),
);

test("a position lies in the bin under it, and a brushed stretch comes back as the same bins", () => {
  assert.equal(binAt(-5, 100, 10), 0);
  assert.equal(binAt(99.9, 100, 10), 9);
  assert.equal(binAt(500, 100, 10), 9);
  assert.equal(binAt(50, 0, 10), 0);
  fc.assert(
    fc.property(binList, fc.nat(), fc.nat(), (bins, a, b) => {
      const [i, j] = [a % bins.length, b % bins.length];
      const span = daysOf(bins, i, j);
      assert.ok(span);
      assert.deepEqual(binsOf(bins, span.from, span.to), [Math.min(i, j), Math.max(i, j)]);
    }),
  );
  assert.equal(binsOf([], "2024-01-01", null), null);
});

test("days outside all bins choose the nearest one", () => {
  const bins: Bin[] = [{ from: "2024-01-01", to: "2024-01-31", count: 1, killed: null }];
  assert.deepEqual(binsOf(bins, "2030-01-01", null), [0, 0]);
  assert.deepEqual(binsOf(bins, null, "1990-01-01"), [0, 0]);
});

test("a bin that holds something is seen, one that holds nothing is not", () => {
  fc.assert(
    fc.property(binList, (bins) => {
      heights(bins).forEach((share, i) => {
        assert.equal(share > 0, (bins[i] as Bin).count > 0);
        assert.ok(share <= 1);
      });
      assert.ok(ticks(bins.length, 8).length <= 8);
    }),
  );
});

test("cells grow with their count, within bounds; every type has a colour", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (n) => {
      const d = cellDiameter(n);
      assert.ok(d >= 18 && d <= 92);
      assert.ok(cellDiameter(n + 1) >= d);
    }),
  );
  assert.ok(cellDiameter(4) > cellDiameter(1));
  for (const type of Object.keys(words.type)) assert.match(GROUP_COLOURS[groupOf(type)], /^#[0-9a-f]{6}$/);
  assert.equal(new Set(Object.values(GROUP_COLOURS)).size, Object.keys(GROUP_COLOURS).length);
});

test("a disc's rim lies at its radius on the ground", () => {
  const radians = (d: number) => (d * Math.PI) / 180;
  for (const [lat, lon, km] of [
    [0, 0, 50],
    [60, 179.9, 100],
    [-33, 18, 400],
  ] as const) {
    for (const [x, y] of ring(lat, lon, km) as [number, number][]) {
      const h =
        Math.sin(radians(y - lat) / 2) ** 2 +
        Math.cos(radians(lat)) * Math.cos(radians(y)) * Math.sin(radians(x - lon) / 2) ** 2;
      assert.ok(Math.abs(2 * 6371.0088 * Math.asin(Math.sqrt(h)) - km) < km * 1e-6);
    }
  }
});

test("the map asks again only where it has not looked yet", () => {
  const sight: [number, number, number, number] = [10, 10, 20, 20];
  const first = toAsk(6, sight, null);
  assert.ok(first.bbox && first.bbox[0] < 10 && first.bbox[2] > 20);
  assert.equal(toAsk(6.1, [11, 11, 21, 21], first), first);
  assert.notEqual(toAsk(6, [30, 10, 40, 20], first), first);
  assert.notEqual(toAsk(7, sight, first), first);
  assert.equal(toAsk(2, sight, null).bbox, null);
});

test("the whole map stays within the world", () => {
  const asked = toAsk(4, [-179, -89, 179, 89], null);
  assert.deepEqual(asked.bbox, [-180, -90, 180, 90]);
});

test("ranges and days in words", () => {
  assert.equal(range({ low: 18, best: 34, high: 34 }), "18 to 34");
  assert.equal(range({ low: 18, best: 20, high: 34 }), "18 to 34, latest 20");
  assert.equal(range({ low: 5, best: 5, high: 5 }), "5");
  assert.equal(range({ low: 5, best: null, high: null }), "at least 5");
  assert.equal(range({ low: null, best: null, high: null }), "number unknown");
  assert.equal(range(null), "unknown");
  assert.equal(rangeShort({ low: 24, best: null, high: 99 }), "24–99");
  assert.equal(rangeShort({ low: 1300, best: 1300, high: null }), "1,300+");
  assert.equal(days("2024-10-03", "2024-10-09"), "3–9 Oct 2024");
  assert.equal(days("2024-10-03", "2024-11-09"), "3 Oct – 9 Nov 2024");
  assert.equal(days("2024-10-03", "2024-10-03"), "3 Oct 2024");
  assert.equal(days(null, null), "unknown");
});

test("numbers that are marked in a text", () => {
  assert.equal(numberIn("at least 34 villagers"), 34);
  assert.equal(numberIn("1,200 people"), 1200);
  assert.equal(numberIn("dozens"), null);
});

test("figures must rise and days must follow each other", () => {
  assert.equal(fault("killed", { low: 1, best: 2, high: 3 }), null);
  assert.equal(fault("killed", { low: null, best: 2, high: null }), null);
  assert.ok(fault("killed", { low: 5, best: null, high: 3 }));
  assert.ok(fault("moment", { from: "2024-02-01", to: "2024-01-01" }));
  assert.equal(fault("moment", null), null);
  assert.equal(fault("place", { name: "Mosul" }), null);
});

test("no two keys of one kind are the same", () => {
  const fields = Object.values(FIELD_KEYS);
  assert.equal(new Set(fields).size, fields.length);
  for (const [field, key] of Object.entries(FIELD_KEYS)) assert.equal(fieldOf(key), field);
  assert.equal(new Set(Object.values(COMMANDS)).size, Object.keys(COMMANDS).length);
});

test("months between two, over years", () => {
  assert.deepEqual(monthsBetween("2024-11", "2025-02"), ["2024-11", "2024-12", "2025-01", "2025-02"]);
  assert.deepEqual(monthsBetween("2025-01", "2025-01"), ["2025-01"]);
});

test("CSV keeps quotes, line ends and unknowns, and disarms formulas", () => {
  const text = csvText(
    ["a", "b"],
    [
      ['he said "no"\nand left', null],
      ["=1+1", -5],
    ],
  );
  assert.equal(text, 'a,b\r\n"he said ""no""\nand left",\r\n\'=1+1,-5\r\n');
});
