import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { blocks } from "../src/evidence/blocks";
import { harmless, pieces } from "../src/evidence/controls";
import { KINDS, lanes, type Mark, stretches } from "../src/evidence/layout";
import { Offsets } from "../src/evidence/offsets";

const text = fc.string({ unit: "binary", maxLength: 300 });
const mark: fc.Arbitrary<Mark> = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 25 }), fc.constantFrom(...KINDS))
  .map(([start, length, kind]) => ({ start, end: start + length, kind, of: "m1", tag: "" }));
const marks = fc.array(mark, { maxLength: 25 });

test("offsets are code points, as Python counts them", () => {
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (t, a, b) => {
      const points = [...t];
      const offsets = new Offsets(t);
      assert.equal(offsets.points, points.length);
      const [start, end] = [a % (points.length + 1), b % (points.length + 1)].sort((x, y) => x - y) as [
        number,
        number,
      ];
      assert.equal(offsets.slice(start, end), points.slice(start, end).join(""));
      assert.equal(offsets.toPoints(offsets.toUnits(start)), start);
    }),
    { numRuns: 500 },
  );
});

test("offsets hold far into a long text, across all remembered positions", () => {
  for (const shift of ["", "a"]) {
    const t = shift + "\u{1f4a5}b".repeat(3000);
    const offsets = new Offsets(t);
    const points = [...t];
    for (let at = 0; at <= points.length; at += 7) {
      assert.equal(offsets.toUnits(at), points.slice(0, at).join("").length);
      assert.equal(offsets.toPoints(offsets.toUnits(at)), at);
    }
  }
});

test("stretches cover the text without gap or overlap, each with exactly the marks over it", () => {
  fc.assert(
    fc.property(
      marks,
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 1, max: 60 }),
      (list, start, length) => {
        const end = start + length;
        const found = stretches(list, start, end);
        assert.equal(found[0]?.start, start);
        assert.equal(found.at(-1)?.end, end);
        found.forEach((s, i) => {
          assert.ok(s.start < s.end);
          if (i) assert.equal(s.start, found[i - 1]?.end);
          for (let at = s.start; at < s.end; at++) {
            const over = list.filter((m) => m.start <= at && at < m.end).length;
            assert.equal(s.marks.length, over);
          }
        });
        const begun = found.flatMap((s) => s.begin).length;
        assert.equal(begun, list.filter((m) => m.start >= start && m.start < end && m.end > m.start).length);
      },
    ),
    { numRuns: 500 },
  );
});

test("marks on one lane never overlap, and what is said lies below all else", () => {
  fc.assert(
    fc.property(marks, (list) => {
      const laid = lanes(list);
      assert.equal(laid.length, list.filter((m) => m.end > m.start).length);
      for (const a of laid) {
        for (const b of laid) {
          if (a === b || a.start >= b.end || b.start >= a.end) continue;
          assert.notEqual(a.lane, b.lane);
        }
      }
    }),
  );
  const said: Mark = { start: 0, end: 50, kind: "content", of: "m", tag: "" };
  const place: Mark = { start: 10, end: 15, kind: "place", of: "m", tag: "" };
  assert.deepEqual(
    lanes([said, place]).map((m) => [m.kind, m.lane]),
    [
      ["content", 1],
      ["place", 0],
    ],
  );
});

test("blocks are the text, and none ends inside a pair of surrogates", () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 40 }), (t, size) => {
      const list = blocks(t, size);
      assert.equal(list.map((b) => t.slice(b.from, b.to)).join(""), t);
      for (const b of list) {
        assert.ok(b.to > b.from);
        const cut = /[\uD800-\uDBFF]$/.test(t.slice(0, b.to)) && /^[\uDC00-\uDFFF]/.test(t.slice(b.to));
        assert.ok(!cut);
      }
    }),
  );
});

test("control characters are named and never left in what is shown as text", () => {
  const found = pieces("a\u202eb\u2066c\u0007\n\td");
  assert.deepEqual(
    found.map((p) => p.control?.short ?? p.text),
    ["a", "RLO", "b", "LRI", "c", "U+0007", "\n\td"],
  );
  fc.assert(
    fc.property(text, (t) => {
      assert.equal(
        pieces(t)
          .map((p) => p.text)
          .join(""),
        t,
      );
      for (const p of pieces(t)) if (!p.control) assert.equal(harmless(p.text), p.text);
      assert.equal([...harmless(t)].length, [...t].length);
    }),
  );
  assert.equal(pieces("👩‍👩‍👧 می‌خواهم").length, 1, "joiners belong to the script");
});
