// Characters that are not seen but change how a text is read: shown as chips with their name, never put into the page.

const NAMES: Record<string, [string, string]> = {
  "\u00ad": ["SHY", "soft hyphen"],
  "\u061c": ["ALM", "Arabic letter mark"],
  "\u200b": ["ZWSP", "zero-width space"],
  "\u200e": ["LRM", "left-to-right mark"],
  "\u200f": ["RLM", "right-to-left mark"],
  "\u202a": ["LRE", "left-to-right embedding"],
  "\u202b": ["RLE", "right-to-left embedding"],
  "\u202c": ["PDF", "end of embedding or override"],
  "\u202d": ["LRO", "left-to-right override"],
  "\u202e": ["RLO", "right-to-left override"],
  "\u2060": ["WJ", "word joiner"],
  "\u2066": ["LRI", "left-to-right isolate"],
  "\u2067": ["RLI", "right-to-left isolate"],
  "\u2068": ["FSI", "first strong isolate"],
  "\u2069": ["PDI", "end of isolate"],
  "\ufeff": ["BOM", "byte order mark"],
};

// Joiners (U+200C, U+200D) stay: scripts and emoji need them. Tabs and line ends are what they are.
const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;
const SPLIT = new RegExp(`(${CONTROL.source})`);
const ALL = new RegExp(CONTROL.source, "g");

export interface Piece {
  text: string;
  /** Set where the piece is one control character. */
  control: { short: string; name: string } | null;
}

/** A text in pieces: plain text, and single control characters with their names. */
export function pieces(text: string): Piece[] {
  if (!CONTROL.test(text)) return [{ text, control: null }];
  return text
    .split(SPLIT)
    .filter(Boolean)
    .map((part) => {
      if (part.length !== 1 || !CONTROL.test(part)) return { text: part, control: null };
      const code = `U+${part.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
      const [short, name] = NAMES[part] ?? [code, "control character"];
      return { text: part, control: { short, name: `${name} (${code})` } };
    });
}

/** The text with each control character replaced by a sign that does nothing. */
export const harmless = (text: string): string => text.replace(ALL, "\ufffd");
