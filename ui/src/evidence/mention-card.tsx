// One event as one report tells it: all its fields in words.
import type { ComponentChildren } from "preact";
import type { Mention } from "../api/types";
import { incidentAddress } from "../explore/table";
import { days, placeName, range } from "../shell/format";
import { StatusMark, TypeMark } from "../shell/parts";
import { say, words } from "../words";
import { SafeText } from "./marked-text";
import { WhoSaysSo } from "./telling-card";
import { precisionInWords } from "./values";

function Line({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function MentionCard({
  mention,
  incident,
  outlet,
}: {
  mention: Mention;
  incident: string | null;
  outlet: string | null;
}) {
  const [place, ...containing] = mention.places;
  return (
    <article class="mention-card" data-mention={mention.id}>
      <h3>
        <TypeMark type={mention.type} modes={mention.modes} /> <StatusMark status={mention.status} />
      </h3>
      <dl class="telling-facts">
        {mention.roles.map((r) => (
          <Line key={`${r.role} ${r.start}`} name={words.report.kinds[r.role] ?? r.role}>
            <bdi>
              <SafeText text={r.text} />
            </bdi>
            {r.kind && <span class="quiet"> {r.kind}</span>}
          </Line>
        ))}
        {mention.harm.map((h) => (
          <Line key={`${h.kind} ${h.start}`} name={say(words.field, h.kind)}>
            {range(h)}
            {h.who && (
              <>
                {" "}
                <bdi>
                  <SafeText text={h.who} />
                </bdi>
              </>
            )}{" "}
            {h.total && <span class="mark">{words.evidence.totalSign}</span>}
            {h.source && (
              <span class="quiet">
                {" "}
                <SafeText text={h.source} />
              </span>
            )}
          </Line>
        ))}
        {place && (
          <Line name={say(words.field, "place")}>
            <bdi>{placeName(place)}</bdi> <span class="quiet">{precisionInWords(place)}</span>
            {containing.length > 0 && (
              <span class="quiet block">{containing.map((p) => `${p.relation} ${p.name}`).join("; ")}</span>
            )}
          </Line>
        )}
        {mention.moment && (
          <Line name={say(words.field, "moment")}>
            {days(mention.moment.from, mention.moment.to)} <span class="quiet">“{mention.moment.text}”</span>
          </Line>
        )}
        <Line name={words.evidence.whoSaysSo}>
          <WhoSaysSo attribution={mention.attribution} outlet={outlet} />
        </Line>
        {mention.claims.map((c) => (
          <Line key={`${c.by} ${c.kind}`} name={words.evidence.claims}>
            <bdi>
              <SafeText text={c.by} />
            </bdi>{" "}
            <span class="mark">{c.kind}</span>
          </Line>
        ))}
        {mention.control && (
          <Line name={words.report.control}>
            <SafeText
              text={words.report.controlOf(
                mention.control.place,
                mention.control.lost_by,
                mention.control.gained_by,
              )}
            />
          </Line>
        )}
        {mention.aggregate && <Line name={say(words.field, "aggregate")}>{words.yes}</Line>}
        {mention.background && <Line name={say(words.field, "background")}>{words.yes}</Line>}
        <Line name={words.evidence.confidence}>{Math.round(mention.confidence * 100)} %</Line>
      </dl>
      {incident ? (
        <a href={incidentAddress(incident)}>{words.report.incident}</a>
      ) : (
        <p class="quiet">{words.report.noIncident}</p>
      )}
    </article>
  );
}
