// Offsets: the server counts Unicode code points, JavaScript's strings count UTF-16 units.

const ASTRAL = /[\uD800-\uDBFF][\uDC00-\uDFFF]/;
/** A remembered position every so many units: 10 MB of text need 10,000 of them. */
const EVERY = 1024;

/** Translates between code points and UTF-16 units of one text. */
export class Offsets {
  private readonly marks: Uint32Array | null = null;
  readonly points: number;

  constructor(readonly text: string) {
    if (!ASTRAL.test(text)) {
      this.points = text.length;
      return;
    }
    const marks = new Uint32Array(Math.floor(text.length / EVERY) + 1);
    let points = 0;
    let mark = 0;
    for (let unit = 0; unit < text.length; points++) {
      while (mark * EVERY <= unit) marks[mark++] = points;
      const step = width(text, unit);
      // A mark inside a pair counts from the pair's second half: one point further.
      if (step === 2 && mark * EVERY === unit + 1) marks[mark++] = points + 1;
      unit += step;
    }
    this.marks = marks;
    this.points = points;
  }

  /** Units before a code point; past the end, the text's length. */
  toUnits(point: number): number {
    if (!this.marks) return Math.min(Math.max(0, point), this.text.length);
    let low = 0;
    let high = this.marks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.marks[middle] as number) <= point) low = middle;
      else high = middle - 1;
    }
    let unit = low * EVERY;
    let at = this.marks[low] as number;
    if (unit > 0 && isSecondHalf(this.text, unit)) unit++;
    while (at < point && unit < this.text.length) {
      unit += width(this.text, unit);
      at++;
    }
    return unit;
  }

  /** Code points before a unit. */
  toPoints(unit: number): number {
    if (!this.marks) return Math.min(Math.max(0, unit), this.text.length);
    const to = Math.min(Math.max(0, unit), this.text.length);
    const low = Math.floor(to / EVERY);
    let at = low * EVERY;
    let points = this.marks[low] as number;
    if (at > 0 && isSecondHalf(this.text, at)) at++;
    while (at < to) {
      at += width(this.text, at);
      points++;
    }
    return points;
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.toUnits(start), this.toUnits(end));
  }
}

function width(text: string, unit: number): 1 | 2 {
  const code = text.charCodeAt(unit);
  if (code < 0xd800 || code > 0xdbff) return 1;
  const next = text.charCodeAt(unit + 1);
  return next >= 0xdc00 && next <= 0xdfff ? 2 : 1;
}

function isSecondHalf(text: string, unit: number): boolean {
  return unit > 0 && width(text, unit - 1) === 2;
}
