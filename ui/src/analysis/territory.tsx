// As a group loses ground, what happens elsewhere: the answer first, then what it rests on and what speaks against it.
import type { Ratio, TerritoryAnswer } from "../api/analysis";
import { Figure } from "../charts/figure";
import { Histogram } from "../charts/histogram";
import { type Estimated, Ratios } from "../charts/ratios";
import { short } from "../charts/scale";
import { words } from "../words";
import { analysis } from "../words/analysis";
import { Answered, useAnswer } from "./answered";
import { Losses } from "./losses";
import type { SectionProps } from "./page";
import { Specifications } from "./specifications";

const t = analysis.territory;

export function TerritorySection({ asked, onAsk }: SectionProps) {
  const ready = asked.actor.length > 0;
  const answer = useAnswer<TerritoryAnswer>(asked, "territory", ready);
  if (!ready) {
    return (
      <div class="too-little" data-too-little="territory">
        <h2>{analysis.askTerritory}</h2>
        <p>{analysis.askTerritoryHelp}</p>
      </div>
    );
  }
  return (
    <Answered asked={asked} call="territory" answer={answer} onAsk={onAsk}>
      {(data) => <Territory data={data} />}
    </Answered>
  );
}

export const interval = (r: Ratio): string => t.interval(short(r.value), short(r.low), short(r.high));

const row = (label: string, r: Ratio, strong = false): Estimated => ({
  label,
  value: r.value,
  low: r.low,
  high: r.high,
  text: interval(r),
  strong,
});

/** The main estimate and everything beside it that should be 1, or should be like it. */
function checks(data: TerritoryAnswer): Estimated[] {
  const { main, compared, of_comparison: other } = data;
  const without = Object.entries(data.without).flatMap(([country, r]) =>
    r ? [row(t.without(country), r)] : [],
  );
  return [
    row(t.main(main.window), main.after, true),
    row(t.before, main.before),
    ...(other ? [row(t.ofComparison, other.after)] : []),
    ...(compared?.difference ? [row(t.beyond, compared.difference)] : []),
    ...without,
  ];
}

function Territory({ data }: { data: TerritoryAnswer }) {
  const around = data.around.map((a) => row(t.stretch(a.since, a.until), a.ratio));
  const checked = checks(data);
  const percent = words.charts.percent(data.placebo.p);
  return (
    <>
      <section
        class={`verdict verdict-${data.answer === "the data do not tell" ? "open" : "told"}`}
        data-verdict=""
      >
        <h2>{t.answers[data.answer]}</h2>
        <p>{data.words}</p>
      </section>
      <Losses data={data} />
      <Figure
        name="around"
        title={t.around}
        note={t.aroundNote}
        columns={t.aroundColumns}
        rows={data.around.map((a, i) => [
          around[i]?.label ?? "",
          a.ratio.value,
          a.ratio.low,
          a.ratio.high,
          a.ratio.p,
        ])}
        wide
      >
        <Ratios
          title={t.around}
          rows={around}
          factor
          axis={t.factor}
          cut={data.around.filter((a) => a.until <= 0).length}
        />
      </Figure>
      <Figure
        name="checks"
        title={t.checks}
        columns={[t.checks, t.factor, words.quality.low, words.quality.high]}
        rows={checked.map((c) => [c.label, c.value, c.low, c.high])}
        wide
      >
        <Ratios title={t.checks} rows={checked} factor axis={t.factor} />
      </Figure>
      <Figure
        name="placebo"
        title={t.placebo}
        note={t.placeboNote(percent, data.placebo.estimates.length)}
        columns={t.placeboColumns}
        rows={data.placebo.estimates.map((e, i) => [i + 1, e])}
        wide
      >
        <Histogram
          title={t.placebo}
          values={data.placebo.estimates}
          mark={{ value: data.main.after.value, label: `${t.trueDates}: ${short(data.main.after.value)}` }}
          axis={t.placeboAxis}
        />
      </Figure>
      <Specifications data={data} />
      <p class="notice caveat" role="note">
        {t.limits}
      </p>
    </>
  );
}
