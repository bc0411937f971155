import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  commandOf,
  EVERY,
  namesOf,
  offered,
  queryOf,
  readAsked,
  SECTIONS,
  writeAsked,
} from "../src/analysis/asked";
import { levels } from "../src/analysis/changes";
import { better } from "../src/analysis/hawkes";
import { after, weeksOf } from "../src/analysis/losses";
import { add, lastDay, parts, stepped, withGaps } from "../src/analysis/series-data";
import { inOrder, mainAt } from "../src/analysis/specifications";
import type { ChangesAnswer, SeriesAnswer, Specification } from "../src/api/analysis";
import { pathOf, stretches } from "../src/charts/panels";
import { stepAt, stepByKey } from "../src/charts/pointing";
import { factors, histogram, quantile, roundTop, short } from "../src/charts/scale";

const basis = { definition: [], source: "x", data: "0", left_out: {} };

test("what is asked comes back from the address, and what is usual is not in it", () => {
  const usual = readAsked(new URLSearchParams());
  assert.equal(writeAsked(usual).toString(), "");
  const some = fc.subarray(["A & B", "Red Dawn", "Ärmelkanal"]).map((list) => [...list].sort());
  fc.assert(
    fc.property(
      some,
      some,
      fc.constantFrom(...SECTIONS),
      fc.boolean(),
      fc.constantFrom(14, 60, EVERY),
      (actor, comparison, section, affiliates, every) => {
        const asked = {
          ...usual,
          actor,
          comparison,
          section,
          affiliates,
          every,
          country: ["IRQ"],
          from: "2015-01-05",
        };
        assert.deepEqual(readAsked(new URLSearchParams(writeAsked(asked).toString())), asked);
      },
    ),
  );
  const strange = readAsked(new URLSearchParams("show=magic&step=century&every=2&by=faith&harm=joy"));
  assert.deepEqual(strange, usual);
});

test("a call has only what it takes, and the command asks the same", () => {
  const asked = {
    ...readAsked(new URLSearchParams()),
    actor: ["Islamic State", "it's"],
    country: ["IRQ", "SYR"],
    by: "country",
    step: "week" as const,
    from: "2015-01-05",
    every: 60,
  };
  assert.equal(queryOf(asked, "hawkes").get("background_every"), "60");
  assert.equal(queryOf(asked, "hawkes").has("step"), false);
  assert.equal(queryOf(asked, "territory").has("country"), false);
  assert.equal(
    commandOf(asked, "series", "my archive.db"),
    "dateline series --actor 'Islamic State' --actor 'it'\\''s' --country IRQ,SYR --since 2015-01-05 --step week " +
      "--by country --archive 'my archive.db' --format json",
  );
  assert.match(commandOf({ ...asked, calendar: "archive" }, "territory", "a.db"), /--calendar-from-archive/);
  assert.deepEqual(namesOf(" b; a ;; b"), ["a", "b"]);
  assert.deepEqual(offered("Nearest are: Islamic State; Islamic Front."), ["Islamic State", "Islamic Front"]);
  assert.deepEqual(offered("Name one."), []);
});

test("unknown stays unknown in sums, and is no 0", () => {
  assert.equal(add(null, null), null);
  assert.equal(add(null, 3), 3);
  assert.equal(add(2, 3), 5);
  const row = (from: string, country: string, events: number | null, best: number | null) => ({
    from,
    country,
    events,
    best,
    low: best,
    high: best,
    untold: events === null ? null : 0,
    reports: 4,
    outlets: 2,
  });
  const answer: SeriesAnswer = {
    ...basis,
    step: "week",
    facet: "country",
    harm: "killed",
    in_gaps: 0,
    review: null,
    gaps: ["2015-01-12"],
    partial: [],
    rows: [
      row("2015-01-05", "IRQ", 2, null),
      row("2015-01-05", "SYR", 1, 5),
      row("2015-01-05", "EGY", 1, null),
      row("2015-01-12", "IRQ", null, null),
      row("2015-01-12", "SYR", null, null),
      row("2015-01-12", "EGY", null, null),
    ],
  };
  const all = stepped(answer);
  assert.deepEqual(all.events, [4, null]);
  assert.deepEqual(all.best, [5, null]);
  assert.deepEqual(all.gaps, [false, true]);
  assert.deepEqual(all.reports, [4, 4]);
  const drawn = parts(answer, all.steps, 2, (n) => `${n} others`);
  assert.deepEqual(
    drawn.map((p) => [p.label, p.values]),
    [
      ["IRQ", [2, null]],
      ["2 others", [2, null]],
    ],
  );
  assert.equal(
    pathOf(
      [1, null, 2, 3],
      (i) => i,
      (v) => v,
    ),
    "M-5.0 1.0h10M2.0 2.0L3.0 3.0",
  );
});

test("gaps are put back among the steps, and drawn as one stretch each", () => {
  const { all, gap, place } = withGaps(["2015-01-05", "2015-01-26"], ["2015-01-12", "2015-01-19"]);
  assert.deepEqual(all, ["2015-01-05", "2015-01-12", "2015-01-19", "2015-01-26"]);
  assert.deepEqual(gap, [false, true, true, false]);
  assert.deepEqual(place, [0, 3]);
  assert.deepEqual(stretches(gap), [[1, 3]]);
  assert.equal(lastDay("2016-02-01", "month"), "2016-02-29");
  assert.equal(lastDay("2015-12-28", "week"), "2016-01-03");
  assert.equal(lastDay("2015-12-28", "day"), "2015-12-28");
});

test("pointing and keys stay within the steps", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.float({ noNaN: true }), fc.nat(), (count, x, start) => {
      const at = stepAt(x, 40, 1090, count);
      assert.ok(at >= 0 && at < count);
      for (const key of ["ArrowRight", "ArrowLeft", "PageUp", "PageDown", "Home", "End"]) {
        const next = stepByKey(key, start % count, count) as number;
        assert.ok(next >= 0 && next < count);
      }
    }),
  );
  assert.equal(stepByKey("ArrowRight", null, 9), 0);
  assert.equal(stepByKey("ArrowLeft", null, 9), 8);
  assert.equal(stepByKey("Tab", 3, 9), null);
});

test("axes hold their values", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (value) => {
      const top = roundTop(value);
      assert.ok(top >= value * (1 - 1e-6) && top <= value * 10);
    }),
  );
  assert.equal(roundTop(0), 1);
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.06, max: 18, noNaN: true })), (values) => {
      const scale = factors(values);
      for (const v of values) assert.ok(scale.at(v) >= 0 && scale.at(v) <= 1);
      assert.ok(scale.marks.includes(1) && scale.marks.length <= 9);
      assert.equal(
        histogram(values, 7).reduce((sum, c) => sum + c.count, 0),
        values.length,
      );
    }),
  );
  assert.equal(quantile([3, 1, 2], 0.5), 2);
  assert.ok(Number.isNaN(quantile([], 0.5)));
  assert.deepEqual(
    [short(0.123), short(12.34), short(1234.5), short(3), short(Infinity)],
    ["0.12", "12.3", "1235", "3", "∞"],
  );
});

test("each step has the mean of its segment", () => {
  const answer = {
    counts: [1, 3, 10, 20],
    bayesian: { changes: [{ at: 2, low: 1, high: 3, before: 2, after: 15 }] },
  } as Pick<ChangesAnswer, "counts" | "bayesian">;
  assert.deepEqual(levels(answer), [2, 2, 15, 15]);
  assert.equal(better({ gain: 0.1, error: 0.06 }), null);
  assert.equal(better({ gain: 0.1, error: 0.04 }), true);
  assert.equal(better({ gain: -0.1, error: 0.04 }), false);
});

test("a loss lies in all weeks that its day may lie in", () => {
  const weeks = ["2015-01-05", "2015-01-12", "2015-01-19"];
  assert.equal(after("2015-12-31", 1), "2016-01-01");
  assert.deepEqual(weeksOf(weeks, "2015-01-11", "2015-01-12"), [0, 2]);
  assert.deepEqual(weeksOf(weeks, "2015-01-01", "2015-01-06"), [0, 1]);
  assert.equal(weeksOf(weeks, "2014-12-01", "2014-12-30"), null);
  assert.equal(weeksOf(weeks, "2015-01-26", "2015-01-27"), null);
});

test("specifications stand in the order of their estimates, those without one left out", () => {
  const spec = (value: number | null): Specification => ({
    choice: {
      actors: "itself",
      violence: "any",
      area: "elsewhere",
      losses: "all places",
      window: 56,
      control: "slow curve",
    },
    events: 40,
    losses: 5,
    why_not: value === null ? "too few" : null,
    ratio: value === null ? null : { value, low: value / 2, high: value * 2, p: 0.5 },
  });
  const told = inOrder([spec(2), spec(null), spec(0.5), spec(1)]);
  assert.deepEqual(
    told.map((s) => s.ratio.value),
    [0.5, 1, 2],
  );
  assert.equal(mainAt(told, { value: 1, low: 0.5 }), 1);
  assert.equal(mainAt(told, { value: 3, low: 1 }), null);
});
