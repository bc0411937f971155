// What words that are marked in a sentence say.

/** Digits as people write them, "1,200" too; null where a text holds none. */
export function numberIn(text: string): number | null {
  const found = /\d{1,3}(?:[,. ]\d{3})+|\d+/.exec(text);
  return found ? Number(found[0].replace(/[,. ]/g, "")) : null;
}
