// Counts and harm over time, beside how much was reported.
import { useMemo, useState } from "preact/hooks";
import type { SeriesAnswer } from "../api/analysis";
import { Figure } from "../charts/figure";
import type { Panel } from "../charts/panels";
import { short } from "../charts/scale";
import { Steps } from "../charts/steps";
import { number, say, words } from "../words";
import { analysis as w } from "../words/analysis";
import { Answered, useAnswer } from "./answered";
import type { Asked } from "./asked";
import type { SectionProps } from "./page";
import { grounds, labels, lastDay, parts, type Stepped, stepped } from "./series-data";

/** Values of a facet that are drawn apart. */
const MOST = 5;
/** Values of a facet that are read out of a step. */
const READ = 6;

function harmText(kind: string, s: Stepped, i: number): string {
  const [low, best, high, untold] = [s.low[i], s.best[i], s.high[i], s.untold[i]];
  if (best === null || best === undefined) return w.series.harmUnknown(kind);
  const told = w.series.harmText(kind, number(best), number(low ?? best), number(high ?? best));
  return untold ? `${told}, ${w.series.untold(untold)}` : told;
}

export function SeriesSection({ asked, onAsk }: SectionProps) {
  const answer = useAnswer<SeriesAnswer>(asked, "series");
  return (
    <Answered asked={asked} call="series" answer={answer} onAsk={onAsk}>
      {(data) => <SeriesFigure asked={asked} data={data} />}
    </Answered>
  );
}

function SeriesFigure({ asked, data }: { asked: Asked; data: SeriesAnswer }) {
  const kind = say(words.harm, data.harm);
  const s = useMemo(() => stepped(data), [data]);
  const facet = data.facet;
  const title = w.series.title(w.steps[data.step]);
  const columns = facet
    ? [w.series.columns[0] as string, say(w.facets, facet), ...w.series.columns.slice(1)]
    : w.series.columns;
  const rows = useMemo(
    () =>
      data.rows.map((r) => [
        r.from,
        ...(facet ? [String(r[facet])] : []),
        r.events,
        r.low,
        r.best,
        r.high,
        r.untold,
        r.reports,
        r.outlets,
      ]),
    [data, facet],
  );
  const notes = [w.series.note];
  if (data.gaps.length) notes.push(w.gapsNote(data.gaps.length, w.steps[data.step]));
  if (data.in_gaps) notes.push(w.inGaps(data.in_gaps));
  return (
    <>
      <Figure name="series" title={title} note={notes.join(" ")} columns={columns} rows={rows} wide>
        <Interactive asked={asked} data={data} s={s} title={title} kind={kind} />
      </Figure>
      <Reviewed data={data} />
    </>
  );
}

function Reviewed({ data }: { data: SeriesAnswer }) {
  const r = data.review;
  if (!r) return null;
  const { precision, low, high } = r;
  return (
    <p>
      {precision === null || low === null || high === null
        ? w.series.notReviewed
        : w.series.reviewed(r.accepted, r.accepted + r.rejected, short(precision), short(low), short(high))}
    </p>
  );
}

interface InteractiveProps {
  asked: Asked;
  data: SeriesAnswer;
  s: Stepped;
  title: string;
  kind: string;
}

function Interactive({ asked, data, s, title, kind }: InteractiveProps) {
  const [pointed, setAt] = useState<number | null>(null);
  const at = pointed !== null && pointed < s.steps.length ? pointed : null;
  const apart = useMemo(() => parts(data, s.steps, MOST, w.series.rest), [data, s]);
  const panels = useMemo((): Panel[] => {
    const gapKey = [
      ...(data.partial.length ? [{ label: w.partKey, kind: "chart-part" }] : []),
      ...(data.gaps.length ? [{ label: words.charts.gap, kind: "chart-gap-key" }] : []),
    ];
    const bands = grounds(s.steps, data.partial);
    const events: Panel = data.facet
      ? {
          title: w.series.panel,
          tall: 150,
          lines: apart.map((p, i) => ({
            label: p.label.slice(0, 24),
            values: p.values,
            kind: `line-${i + 1}`,
          })),
          bands,
          legend: gapKey,
        }
      : { title: w.series.panel, tall: 150, bars: s.events, bands, legend: gapKey };
    const harm: Panel = {
      title: w.series.harm(kind),
      tall: 90,
      ranges: s.steps.map((_, i) => ({
        low: s.low[i] ?? null,
        best: s.best[i] ?? null,
        high: s.high[i] ?? null,
      })),
      legend: [
        { label: w.series.spread, kind: "chart-spread" },
        { label: w.series.best, kind: "chart-best" },
      ],
    };
    const reports: Panel = { title: w.series.reports, tall: 60, bars: s.reports, kind: "chart-bar soft" };
    return s.reports.some((n) => n !== null) ? [events, harm, reports] : [events, harm];
  }, [data, s, apart, kind]);
  const step = at === null ? null : (s.steps[at] as string);
  const text = at === null || step === null ? null : readOut(data, s, at, step, kind);
  const days = step === null ? null : explored(asked, step, lastDay(step, data.step));
  return (
    <Steps
      name="series"
      title={title}
      steps={s.steps}
      gaps={s.gaps}
      panels={panels}
      at={at}
      onAt={setAt}
      text={text}
      beside={days && <a href={days}>{w.explore}</a>}
      label={labels[data.step]}
    />
  );
}

function readOut(data: SeriesAnswer, s: Stepped, at: number, step: string, kind: string): string {
  const head = w.step_(data.step, step);
  const reporting =
    s.reports[at] === null ? [] : [w.series.reporting(s.reports[at] ?? 0, s.outlets[at] ?? 0)];
  if (s.gaps[at]) return `${head}: ${[w.gap, ...reporting].join("; ")}`;
  const facet = data.facet;
  const split = facet
    ? data.rows
        .filter((r) => r.from === step && r.events)
        .sort((a, b) => (b.events ?? 0) - (a.events ?? 0))
        .slice(0, READ)
        .map((r) => `${r[facet]} ${number(r.events ?? 0)}`)
    : [];
  const parted = split.length ? [split.join(", ")] : [];
  const part = data.partial.includes(step) ? [w.part] : [];
  return `${head}: ${[...part, w.events(s.events[at] ?? 0), ...parted, harmText(kind, s, at), ...reporting].join("; ")}`;
}

/** The same incidents on the map and in the table, as far as its filters are the same. */
function explored(asked: Asked, from: string, to: string): string {
  const params = new URLSearchParams({ from, to });
  for (const name of ["country", "type", "actor"] as const)
    for (const value of asked[name]) params.append(name, value);
  return `/explore?${params}`;
}
