// A report: its text with coloured overlapping spans, the events it tells, and the bytes it was received as.
import { useEffect, useMemo, useState } from "preact/hooks";
import { useResource } from "../api/resource";
import type { ReportAnswer } from "../api/types";
import { when } from "../shell/format";
import { Loading, Problem, StatusMark, TypeMark } from "../shell/parts";
import { route } from "../state/router";
import { words } from "../words";
import type { Kind, Mark } from "./layout";
import { SafeText } from "./marked-text";
import { distinct, marksOf, marksOfEntities } from "./marks";
import { MentionCard } from "./mention-card";
import { Offsets } from "./offsets";
import { ReportAbout } from "./report-about";
import { ReportText } from "./report-text";
import { DEFAULT_SHOWN, SpanLegend } from "./span-legend";

/** The sentence in an address: "#120-260" in code points. */
export function sentenceIn(hash: string): [number, number] | null {
  const found = /^#(\d{1,9})-(\d{1,9})$/.exec(hash);
  if (!found) return null;
  const [start, end] = [Number(found[1]), Number(found[2])];
  return end > start ? [start, end] : null;
}

function Events({ answer, onPick }: { answer: ReportAnswer; onPick: (id: string) => void }) {
  if (!answer.mentions.length) return <p class="quiet">{words.report.mentionsNone}</p>;
  return (
    <ul class="events">
      {answer.mentions.map(({ mention }) => (
        <li key={mention.id}>
          <button type="button" class="plain" onClick={() => onPick(mention.id)}>
            <TypeMark type={mention.type} modes={mention.modes} /> <StatusMark status={mention.status} />
            <bdi class="quiet">
              <SafeText text={mention.trigger.text} />
            </bdi>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Warnings({ answer }: { answer: ReportAnswer }) {
  const { withdrawn, why_not_coded, redacted } = answer;
  return (
    <>
      {withdrawn && (
        <p class="notice withdrawn" role="note">
          <strong>{words.report.withdrawn(withdrawn.by, when(withdrawn.when))}</strong>{" "}
          <bdi>{withdrawn.reason}</bdi>
        </p>
      )}
      {why_not_coded && (
        <p class="notice" role="note">
          <strong>{words.report.notCoded}:</strong> {why_not_coded}
        </p>
      )}
      {redacted ? (
        <p class="notice" role="note">
          {words.report.redacted}
        </p>
      ) : null}
    </>
  );
}

export function ReportPage({ id }: { id: string }) {
  const { data: answer, error, reload } = useResource<ReportAnswer>(`/api/reports/${encodeURIComponent(id)}`);
  const [shown, setShown] = useState<Set<Kind>>(new Set(DEFAULT_SHOWN));
  const [picked, setPicked] = useState<string | null>(null);
  const outlined = sentenceIn(route.value.hash);
  const [from, to] = outlined ?? [-1, -1];
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal ends are the same stretch
  const stretch = useMemo(() => outlined, [from, to]);
  const offsets = useMemo(() => new Offsets(answer?.report.text ?? ""), [answer]);
  const marks = useMemo<Mark[]>(() => {
    if (!answer) return [];
    return distinct([
      ...answer.mentions.flatMap(({ mention }) => marksOf(mention)),
      ...marksOfEntities(answer.entities),
    ]);
  }, [answer]);
  const counts = useMemo(() => {
    const found = new Map<Kind, number>();
    for (const mark of marks) found.set(mark.kind, (found.get(mark.kind) ?? 0) + 1);
    return found;
  }, [marks]);
  useEffect(() => {
    if (answer) document.title = `${answer.report.title ?? words.evidence.noTitle} – ${words.name}`;
  }, [answer]);
  if (error && !answer) {
    return (
      <div class="text-page">
        <h1>{words.titles.report}</h1>
        <Problem error={error} retry={reload} />
      </div>
    );
  }
  if (!answer) return <Loading />;
  const chosen = answer.mentions.find(({ mention }) => mention.id === picked);
  return (
    <div class="text-page report">
      <h1 dir="auto">
        <bdi>
          <SafeText text={answer.report.title ?? words.evidence.noTitle} />
        </bdi>
      </h1>
      <Warnings answer={answer} />
      <div class="report-columns">
        <div>
          <SpanLegend shown={shown} counts={counts} onShown={setShown} />
          <article
            class="report-body"
            dir={answer.dir}
            lang={answer.report.language ?? undefined}
            aria-label={words.report.text}
          >
            {answer.report.text ? (
              <ReportText
                offsets={offsets}
                marks={marks}
                shown={shown}
                outlined={stretch}
                onMark={(mark) => setPicked(mark.of)}
              />
            ) : (
              <p class="quiet">{words.report.noText}</p>
            )}
          </article>
        </div>
        <div class="report-side">
          <section aria-live="polite">
            <h2>{chosen ? words.report.mention : words.report.mentions}</h2>
            {chosen ? (
              <>
                <MentionCard
                  mention={chosen.mention}
                  incident={chosen.incident}
                  outlet={answer.report.outlet}
                />
                <button type="button" class="small" onClick={() => setPicked(null)}>
                  {words.report.back}
                </button>
              </>
            ) : (
              <Events answer={answer} onPick={setPicked} />
            )}
          </section>
          <ReportAbout answer={answer} />
        </div>
      </div>
    </div>
  );
}
