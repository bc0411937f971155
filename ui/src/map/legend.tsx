// What the map's signs mean: shapes and words beside every colour.
import type { TypeGroup } from "../shell/parts";
import { words } from "../words";

const GROUPS = Object.keys(words.typeGroups) as TypeGroup[];

export function Legend({ told }: { told: boolean }) {
  return (
    <details class="legend">
      <summary>{words.explore.legend}</summary>
      <ul>
        {GROUPS.map((group) => (
          <li key={group}>
            <span class={`sign sign-${group}`} aria-hidden="true" />
            {words.typeGroups[group]}
          </li>
        ))}
        {told && (
          <li>
            <span class="sign-hollow" aria-hidden="true" />
            {words.explore.legendHollow}
          </li>
        )}
        <li>
          <span class="sign-cell" aria-hidden="true">
            9
          </span>
          {words.explore.legendCount}
        </li>
        <li>
          <span class="sign-halo" aria-hidden="true" />
          {words.explore.legendHalo}
        </li>
        <li>
          <span class="sign-disputed" aria-hidden="true">
            !
          </span>
          {words.explore.legendDisputed}
        </li>
      </ul>
    </details>
  );
}
