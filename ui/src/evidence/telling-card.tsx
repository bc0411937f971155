// One telling: where it stands, its sentence with its spans, and who says so.
import { useMemo } from "preact/hooks";
import type { Attribution, Telling } from "../api/types";
import { day } from "../shell/format";
import { StatusMark, TypeMark } from "../shell/parts";
import { words } from "../words";
import { MarkedText, SafeText } from "./marked-text";
import { distinct, marksOf } from "./marks";
import { Offsets } from "./offsets";

/** How much of the paragraph stands around the sentence. */
const AROUND = 320;

export const reportAddress = (id: string, sentence?: { start: number; end: number } | null) =>
  `/report/${encodeURIComponent(id)}${sentence ? `#${sentence.start}-${sentence.end}` : ""}`;

/** "the hospital ← a doctor": the source, and whom it relies on. */
export function WhoSaysSo({ attribution, outlet }: { attribution: Attribution[]; outlet: string | null }) {
  if (!attribution.length) {
    return (
      <span>
        <bdi>{outlet ?? words.unknown}</bdi> <span class="quiet">({words.evidence.noSource})</span>
      </span>
    );
  }
  return (
    <>
      {attribution.map((a) => (
        <span key={`${a.content.start} ${a.source?.start}`} class="chain">
          <bdi>{outlet ?? words.unknown}</bdi>
          <span aria-hidden="true"> ← </span>
          <bdi>
            <SafeText text={a.source?.text ?? words.unknown} />
          </bdi>
          {a.via.map((v) => (
            <span key={v.start}>
              <span aria-hidden="true"> ← </span>
              <bdi>
                <SafeText text={v.text} />
              </bdi>
            </span>
          ))}
          {a.relation !== "unknown" && <span class="quiet"> ({a.relation})</span>}
        </span>
      ))}
    </>
  );
}

interface Props {
  telling: Telling;
  number: number;
  sameAs: number | null;
  /** Marked to go apart in a split. */
  apart?: boolean;
}

export function TellingCard({ telling, number, sameAs, apart = false }: Props) {
  const { report, mention, sentence } = telling;
  const offsets = useMemo(() => new Offsets(telling.text), [telling.text]);
  const marks = useMemo(() => {
    if (!mention || !sentence) return [];
    return distinct(marksOf(mention)).map((m) => ({
      ...m,
      start: m.start - sentence.start,
      end: m.end - sentence.start,
    }));
  }, [mention, sentence]);
  const before = telling.before.length > AROUND ? `… ${telling.before.slice(-AROUND)}` : telling.before;
  const after = telling.after.length > AROUND ? `${telling.after.slice(0, AROUND)} …` : telling.after;
  return (
    <article
      id={`telling-${number}`}
      class={`telling ${apart ? "telling-apart" : ""}`}
      data-name={telling.name}
    >
      <header>
        <span class="telling-badge">{number}</span>
        <div>
          <h3>
            <a href={reportAddress(report.id, sentence)}>
              <bdi>{report.title ?? words.evidence.noTitle}</bdi>
            </a>
          </h3>
          <p class="quiet">
            <bdi>{report.outlet ?? words.unknown}</bdi> · {day(report.published)}
            {sameAs !== null && ` · ${words.evidence.same} ${sameAs}`}
            {report.withdrawn && <strong class="withdrawn-sign"> {words.evidence.withdrawn}</strong>}
          </p>
        </div>
      </header>
      <blockquote dir="auto" lang={report.language ?? undefined}>
        <span class="context">
          <SafeText text={before} />
        </span>
        <mark class="sentence">
          <MarkedText offsets={offsets} start={0} end={offsets.points} marks={marks} />
        </mark>
        <span class="context">
          <SafeText text={after} />
        </span>
      </blockquote>
      {mention ? (
        <dl class="telling-facts">
          <div>
            <dt>{words.evidence.whoSaysSo}</dt>
            <dd>
              <WhoSaysSo attribution={mention.attribution} outlet={report.outlet} />
            </dd>
          </div>
          <div>
            <dt>{words.field.status}</dt>
            <dd>
              <StatusMark status={mention.status} /> <TypeMark type={mention.type} modes={mention.modes} />
              {mention.aggregate && <span class="mark">{words.values.aggregate}</span>}
              {mention.background && <span class="mark">{words.values.background}</span>}
            </dd>
          </div>
        </dl>
      ) : (
        <p class="quiet">{words.evidence.recoded}</p>
      )}
    </article>
  );
}

/** The earlier telling that rests on the same source, by its number; null where there is none. */
export function sameSource(tellings: Telling[], index: number): number | null {
  const origin = tellings[index]?.origin;
  if (origin === null || origin === undefined) return null;
  const first = tellings.findIndex((t) => t.origin === origin);
  return first >= 0 && first < index ? first + 1 : null;
}
