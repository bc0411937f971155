// What people decided on an incident, and what became of its record.
import { undo } from "../api/client";
import { ApiError } from "../api/errors";
import type { Decision, IncidentAnswer } from "../api/types";
import { when } from "../shell/format";
import { say as announce } from "../shell/toast";
import { reviewer } from "../state/reviewer";
import { say, words } from "../words";
import { inWords } from "./values";

export async function takeBack(decision: Decision): Promise<void> {
  try {
    await undo(decision.id, reviewer.value);
    announce(words.reviewing.undone(say(words.reviewing.did, decision.action)));
  } catch (error) {
    announce(
      error instanceof ApiError ? [error.what, error.remedy].filter(Boolean).join(" ") : String(error),
    );
  }
}

export function DecisionLine({ decision, canUndo }: { decision: Decision; canUndo: boolean }) {
  const { action, field } = decision;
  return (
    <li
      class={decision.undone ? "decision undone" : "decision"}
      data-action={action}
      data-field={field ?? undefined}
    >
      <p>
        <strong>{say(words.reviewing.did, action)}</strong>
        {action === "correct" && (
          <>
            {" "}
            {say(words.field, field)}: <del>{inWords(field, decision.before)}</del> →{" "}
            <ins>{inWords(field, decision.value)}</ins>
          </>
        )}
        {decision.undone && <span class="mark"> {words.evidence.undone}</span>}
      </p>
      {decision.reason && (
        <p class="reason">
          “<bdi>{decision.reason}</bdi>”
        </p>
      )}
      <p class="quiet">
        <bdi>{decision.by}</bdi> · {when(decision.when)}
        {canUndo && !decision.undone && action !== "undo" && (
          <button type="button" class="small plain" onClick={() => takeBack(decision)}>
            {words.evidence.undo}
          </button>
        )}
      </p>
    </li>
  );
}

/** "reports gained: a, b; type was: ASSAULT" of the details of a change, whatever they are. */
export function detailsInWords(details: unknown, name = ""): string {
  if (details === null || details === undefined) return "";
  if (typeof details !== "object") return name ? `${name}: ${details}` : String(details);
  if (Array.isArray(details)) return `${name}: ${details.map((d) => detailsInWords(d)).join(", ")}`;
  return Object.entries(details)
    .map(([key, value]) => detailsInWords(value, [name, key.replaceAll("_", " ")].filter(Boolean).join(" ")))
    .filter(Boolean)
    .join("; ");
}

export function History({ answer }: { answer: IncidentAnswer }) {
  const { decisions, history, layer } = answer;
  return (
    <section class="history">
      <h2>{words.evidence.history}</h2>
      <h3>{words.evidence.decisions}</h3>
      {decisions.length ? (
        <ol class="decisions">
          {decisions.map((d) => (
            <DecisionLine key={d.id} decision={d} canUndo={layer === "incidents"} />
          ))}
        </ol>
      ) : (
        <p class="quiet">{words.evidence.noDecisions}</p>
      )}
      {history.length > 0 && (
        <>
          <h3>{words.evidence.changes}</h3>
          <ol class="changes">
            {history.map((h) => (
              <li key={`${h.version} ${h.kind} ${h.when}`}>
                <strong>{words.evidence.version(h.version)}</strong> {h.kind}{" "}
                <span class="quiet">
                  {when(h.when)} {detailsInWords(h.details)}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
