// An incident's fields: what is disputed first, then each value with its range and what it rests on.
import type { ComponentChildren } from "preact";
import type { Incident, Telling } from "../api/types";
import { StatusMark, TypeMark } from "../shell/parts";
import { say, words } from "../words";
import { type Numbers, TellingNumbers } from "./numbers";
import { FIELDS, fieldValue, inWords, precisionInWords } from "./values";

/** The claim that one side of a dispute on responsibility stands for: "NAME (kind)". */
function claimOf(incident: Incident, value: string): Incident["claims"][number] | null {
  return incident.claims.find((c) => value === `${c.by} (${c.kind})`) ?? null;
}

export function Disputes({
  incident,
  numbers,
  tellings,
}: {
  incident: Incident;
  numbers: Numbers;
  tellings: Telling[];
}) {
  if (!incident.conflicts.length) return null;
  const told = new Map(tellings.map((t) => [t.name, t]));
  const outletOf = (name: string) =>
    incident.support.find((s) => `${s.report} ${s.mention}` === name)?.outlet ??
    told.get(name)?.report.outlet ??
    words.unknown;
  const whoSays = (field: string, value: string, names: string[]) => {
    const claim = field === "responsibility" ? claimOf(incident, value) : null;
    const said = names.map((name) => {
      const support = incident.support.find((s) => `${s.report} ${s.mention}` === name);
      // Who makes a claim is not who tells of the event.
      const source = field === "responsibility" ? claim?.sources.join(", ") : support?.source;
      return source ? `${source} (${outletOf(name)})` : outletOf(name);
    });
    return [...new Set(said)].join("; ");
  };
  return (
    <section class="disputes" aria-label={words.evidence.disputed}>
      {incident.conflicts.map((conflict) => (
        <div key={conflict.field} class="dispute" data-field={conflict.field}>
          <h2>
            <span class="disputed-sign" aria-hidden="true">
              !
            </span>{" "}
            {words.evidence.disputedOn(say(words.field, conflict.field))}
          </h2>
          <ul>
            {conflict.values.map(([value, names]) => (
              <li key={value}>
                <strong class={/^[\d\s–-]+$/.test(value) ? "dispute-value dispute-figure" : "dispute-value"}>
                  {inWords(conflict.field, value)}
                </strong>
                <span>
                  <bdi>{whoSays(conflict.field, value, names)}</bdi>{" "}
                  <TellingNumbers tellings={names} numbers={numbers} />
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Value({ incident, field }: { incident: Incident; field: string }): ComponentChildren {
  if (field === "type") return <TypeMark type={incident.type} />;
  if (field === "status") return <StatusMark status={incident.status} />;
  const value = fieldValue(incident, field);
  const text = inWords(field, value);
  if (field === "place" && incident.place) {
    return (
      <>
        <bdi>{text}</bdi>
        <span class="quiet block">{precisionInWords(incident.place)}</span>
      </>
    );
  }
  if (Array.isArray(value) && value.length && typeof value[0] === "object") {
    return (
      <ul class="parties">
        {incident.parties
          .filter((p) =>
            (value as { name: string; role: string }[]).some((v) => v.name === p.name && v.role === p.role),
          )
          .map((p) => (
            <li key={`${p.role} ${p.name}`}>
              <bdi>{p.name}</bdi>
              <span class="quiet">
                {p.role !== "actor" && ` ${p.role}`}
                {p.actor && p.actor.name !== p.name && ` · ${p.actor.name}`}
              </span>
            </li>
          ))}
      </ul>
    );
  }
  return <bdi class={value === null ? "quiet" : ""}>{text}</bdi>;
}

export interface FieldsProps {
  incident: Incident;
  numbers: Numbers;
  /** What stands at the head of each row, such as the key that corrects it. */
  keyOf?: (field: string) => ComponentChildren;
}

/** Fields that say nothing on an ordinary incident are left out: harm that no report tells, and flags that are off. */
function saysSomething(incident: Incident, field: string): boolean {
  const value = fieldValue(incident, field);
  if (field === "aggregate" || field === "background") return value === true;
  if (field === "killed") return true;
  return words.harm[field] === undefined || value !== null;
}

export function FieldList({ incident, numbers, keyOf }: FieldsProps) {
  const shown = FIELDS.filter((f) => keyOf !== undefined || saysSomething(incident, f));
  return (
    <dl class="fields">
      {shown.map((field) => {
        const basis = incident.basis.find((b) => b.field === field);
        const disputed = incident.conflicts.some((c) => c.field === field);
        return (
          <div key={field} class="field" data-field={field}>
            <dt>
              {keyOf?.(field)}
              {words.field[field]}
              {disputed && (
                <span class="disputed-sign" title={words.evidence.disputed}>
                  !
                </span>
              )}
            </dt>
            <dd>
              <span class="field-value">
                <Value incident={incident} field={field} />
              </span>
              {basis && (
                <span class="basis" title={`${words.evidence.rule}: ${basis.rule}`}>
                  {basis.tellings.length ? (
                    <>
                      {words.evidence.restsOn} {words.evidence.telling_(basis.tellings.length)}{" "}
                      <TellingNumbers tellings={basis.tellings} numbers={numbers} />
                    </>
                  ) : (
                    <span class="mark review-corrected">✎ {words.evidence.decided}</span>
                  )}
                </span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
