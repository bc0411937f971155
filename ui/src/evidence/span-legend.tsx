// Which kinds of span are shown; each can be turned on and off.
import { words } from "../words";
import type { Kind } from "./layout";

export type Group = keyof typeof words.report.groups;

export const GROUPS: Record<Group, Kind[]> = {
  event: ["trigger"],
  roles: ["actor", "recipient", "victim", "target", "instrument"],
  harm: ["harm"],
  place: ["place"],
  moment: ["moment"],
  source: ["source", "cue", "content"],
  entities: ["person", "organisation", "group", "location", "facility", "other"],
};
/** Names are many and overlap with all else: they are off until asked for. */
export const DEFAULT_SHOWN = new Set<Kind>(
  (Object.keys(GROUPS) as Group[]).filter((g) => g !== "entities").flatMap((g) => GROUPS[g]),
);

interface Props {
  shown: ReadonlySet<Kind>;
  counts: ReadonlyMap<Kind, number>;
  onShown: (shown: Set<Kind>) => void;
}

export function SpanLegend({ shown, counts, onShown }: Props) {
  const set = (kinds: Kind[], on: boolean) => {
    const next = new Set(shown);
    for (const kind of kinds) {
      if (on) next.add(kind);
      else next.delete(kind);
    }
    onShown(next);
  };
  return (
    <fieldset class="span-legend">
      <legend title={words.report.legendHelp}>{words.report.legend}</legend>
      {(Object.keys(GROUPS) as Group[]).map((group) => {
        const kinds = GROUPS[group].filter((k) => counts.get(k));
        if (!kinds.length) return null;
        const all = kinds.every((k) => shown.has(k));
        const some = kinds.some((k) => shown.has(k));
        return (
          <div key={group} class="legend-group">
            <label class="check">
              <input
                type="checkbox"
                checked={all}
                ref={(box) => {
                  if (box) box.indeterminate = some && !all;
                }}
                onChange={(e) => set(kinds, e.currentTarget.checked)}
              />
              {words.report.groups[group]}
            </label>
            <details>
              <summary aria-label={words.report.kindsOf(words.report.groups[group])} />
              {kinds.map((kind) => (
                <label key={kind} class="check kind">
                  <input
                    type="checkbox"
                    value={kind}
                    checked={shown.has(kind)}
                    onChange={(e) => set([kind], e.currentTarget.checked)}
                  />
                  <span class={`swatch swatch-${kind}`} aria-hidden="true" />
                  {words.report.kinds[kind]} <span class="quiet">{counts.get(kind)}</span>
                </label>
              ))}
            </details>
          </div>
        );
      })}
    </fieldset>
  );
}
