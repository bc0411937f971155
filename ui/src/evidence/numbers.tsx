// Tellings by their numbers on the page: "rests on tellings 1, 3".
import { words } from "../words";

export type Numbers = ReadonlyMap<string, number>;

export function numbersOf(tellings: { name: string }[]): Numbers {
  return new Map(tellings.map((t, i) => [t.name, i + 1]));
}

export function TellingNumbers({ tellings, numbers }: { tellings: string[]; numbers: Numbers }) {
  const found = tellings.map((t) => numbers.get(t)).filter((n): n is number => n !== undefined);
  const sorted = [...new Set(found)].sort((a, b) => a - b);
  return (
    <>
      {sorted.map((n) => (
        <a key={n} class="telling-number" href={`#telling-${n}`} aria-label={words.evidence.telling(n)}>
          {n}
        </a>
      ))}
    </>
  );
}
