// A report's text in blocks of some paragraphs, so that 10 MB are drawn only where they are looked at.

export interface Block {
  /** UTF-16 units. */
  from: number;
  to: number;
}

/** About this long: a screen or two. */
export const BLOCK_UNITS = 4000;

/** Blocks that end with a line end where there is one, and never inside a surrogate pair. Together they are the text. */
export function blocks(text: string, size = BLOCK_UNITS): Block[] {
  const found: Block[] = [];
  let from = 0;
  while (from < text.length) {
    let to = Math.min(text.length, from + size);
    if (to < text.length) {
      const line = text.lastIndexOf("\n", to - 1);
      const blank = text.lastIndexOf(" ", to - 1);
      if (line >= from) to = line + 1;
      else if (blank >= from) to = blank + 1;
      else if (/[\uD800-\uDBFF]/.test(text[to - 1] ?? "") && /[\uDC00-\uDFFF]/.test(text[to] ?? "")) to++;
    }
    found.push({ from, to });
    from = to;
  }
  return found;
}
