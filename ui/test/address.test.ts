import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  chips,
  cleared,
  emptyFilters,
  type Filters,
  MANY,
  readFilters,
  toggled,
  writeFilters,
} from "../src/state/filters";
import { readView, SORTS, type View, writeView } from "../src/state/view";

const word = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" });
const many = fc.uniqueArray(word, { maxLength: 3 }).map((list) => [...list].sort());
const one = fc.option(word, { nil: null });
const filters: fc.Arbitrary<Filters> = fc.record(
  {
    ...(Object.fromEntries(MANY.map((name) => [name, many])) as Record<(typeof MANY)[number], typeof many>),
    q: one,
    from: one,
    to: one,
    bbox: one,
    codebook: one,
    place: one,
    disputed: one,
    min_confidence: one,
    layer: fc.constantFrom("incidents" as const, "told" as const),
  },
  { noNullPrototype: true },
);
const view: fc.Arbitrary<View> = fc.record(
  {
    filters,
    sort: fc.constantFrom(...SORTS),
    camera: fc.option(
      fc.record(
        {
          zoom: fc.integer({ min: 0, max: 2200 }).map((n) => n / 100),
          lat: fc.integer({ min: -850000, max: 850000 }).map((n) => n / 10000),
          lon: fc.integer({ min: -1800000, max: 1800000 }).map((n) => n / 10000),
        },
        { noNullPrototype: true },
      ),
      { nil: null },
    ),
  },
  { noNullPrototype: true },
);

// What cannot stand in an address as UTF-8 (a lone surrogate) is no filter anybody can type.
const sound = (v: View) =>
  new TextDecoder().decode(new TextEncoder().encode(JSON.stringify(v))) === JSON.stringify(v);

test("a view comes back from its address as it was", () => {
  fc.assert(
    fc.property(view.filter(sound), (v) => {
      assert.deepEqual(readView(new URLSearchParams(writeView(v).toString())), v);
    }),
    { numRuns: 500 },
  );
});

test("equal filters give equal addresses, in whichever order they were set", () => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 2, maxLength: 4 }), (values) => {
      const forth = values.reduce((f, v) => toggled(f, "type", v), emptyFilters());
      const back = [...values].reverse().reduce((f, v) => toggled(f, "type", v), emptyFilters());
      assert.equal(writeFilters(forth).toString(), writeFilters(back).toString());
    }),
  );
});

test("taking each chip off takes all filters off", () => {
  fc.assert(
    fc.property(filters, (f) => {
      let now = f;
      for (let chip = chips(now)[0]; chip; chip = chips(now)[0]) now = chip.without;
      assert.deepEqual(now, { ...cleared(f) });
    }),
  );
});

test("what is no view in an address is left out", () => {
  const params = new URLSearchParams("sort=upwards&map=3/200/500&layer=all&type=&unknown=1&q=");
  const found = readView(params);
  assert.equal(found.sort, "-from");
  assert.equal(found.camera, null);
  assert.deepEqual(found.filters, emptyFilters());
  assert.equal(readView(new URLSearchParams("map=1/2")).camera, null);
  assert.deepEqual(readFilters(new URLSearchParams("type=A&type=A")).type, ["A"]);
});
