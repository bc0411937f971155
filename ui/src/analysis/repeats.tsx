// Near repeats: a grid of distances and days, each cell with what chance would give.
import type { KnoxCell, RepeatsAnswer } from "../api/analysis";
import { type Cellish, saveCsv } from "../charts/save";
import { short } from "../charts/scale";
import { analysis } from "../words/analysis";
import { Answered, useAnswer } from "./answered";
import type { SectionProps } from "./page";

const r = analysis.repeats;

const LOW_P = 0.05;

export function RepeatsSection({ asked, onAsk }: SectionProps) {
  const answer = useAnswer<RepeatsAnswer>(asked, "repeats");
  return (
    <Answered asked={asked} call="repeats" answer={answer} onAsk={onAsk}>
      {(data) => <Grid data={data} />}
    </Answered>
  );
}

const distinct = <T,>(list: T[]): T[] => [...new Set(list)];

function Grid({ data }: { data: RepeatsAnswer }) {
  const { cells, events, deals } = data.knox;
  const distances = distinct(cells.map((c) => c.km_to));
  const spans = distinct(cells.map((c) => c.days_to));
  const cell = (km: number, days: number) => cells.find((c) => c.km_to === km && c.days_to === days);
  const rows = cells.map((c): Cellish[] => [
    r.km(c.km_from, c.km_to),
    r.days(c.days_from, c.days_to),
    c.pairs,
    c.expected,
    c.ratio,
    c.chance_low,
    c.chance_high,
    c.p,
  ]);
  return (
    <section class="plot plot-wide" data-plot="repeats" aria-label={r.title}>
      <div class="plot-head">
        <h2>{r.title}</h2>
        <button
          type="button"
          class="plain small"
          onClick={() => saveCsv("dateline-repeats", r.columns, rows)}
        >
          CSV
        </button>
      </div>
      <p class="quiet">
        {r.note(events, deals)} {r.tests(cells.length)}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a part that scrolls is no section of the page */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div class="knox-box" tabIndex={0} role="region" aria-label={r.title}>
        <table class="knox">
          <thead>
            <tr>
              <th scope="col">{r.apart}</th>
              {spans.map((days) => (
                <th key={days} scope="col">
                  {r.days(cell(distances[0] as number, days)?.days_from ?? 0, days)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {distances.map((km) => (
              <tr key={km}>
                <th scope="row">{r.km(cell(km, spans[0] as number)?.km_from ?? 0, km)}</th>
                {spans.map((days) => (
                  <Cell key={days} cell={cell(km, days)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="quiet">
        <span class="knox-key" aria-hidden="true" /> {r.high}
      </p>
    </section>
  );
}

function Cell({ cell }: { cell: KnoxCell | undefined }) {
  if (!cell) return <td />;
  const high = cell.p <= LOW_P;
  return (
    <td class={high ? "knox-high" : ""}>
      <strong>{cell.ratio === null ? r.noChance : `× ${short(cell.ratio)}`}</strong> {r.p(cell.p.toFixed(3))}
      <span class="knox-more">{r.pairs(cell.pairs, short(cell.expected))}</span>
      {cell.chance_low !== null && cell.chance_high !== null && (
        <span class="knox-more">{r.chance(short(cell.chance_low), short(cell.chance_high))}</span>
      )}
    </td>
  );
}
