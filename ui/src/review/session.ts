// One incident under review: its state on the server, the draft beside it, and what a decision does.
import { useEffect, useRef, useState } from "preact/hooks";
import { type DecisionBody, decide, undo } from "../api/client";
import { ApiError } from "../api/errors";
import type { Decision, IncidentAnswer, Written } from "../api/types";
import { headline } from "../shell/format";
import { say as announce } from "../shell/toast";
import { reviewer } from "../state/reviewer";
import { say, words } from "../words";
import type { Clash } from "./dialogs";
import { type Draft, EMPTY, readDraft, writeDraft } from "./drafts";

/** The decisions that this page made, newest last: what "undo" takes back first. */
const made: { id: number; action: string }[] = [];

export interface Session {
  draft: Draft;
  setDraft: (change: Partial<Draft>) => void;
  clearDraft: () => void;
  error: ApiError | null;
  clash: Clash | null;
  closeClash: () => void;
  busy: boolean;
  /** Writes a decision; gives null where it was not written, and says why on the page. */
  submit: (
    body: Omit<DecisionBody, "by">,
    on?: { incident: string; version: number },
  ) => Promise<Written | null>;
  takeBack: () => Promise<Written | null>;
}

export function focusReviewer(): void {
  document.querySelector<HTMLInputElement>(".reviewer input")?.focus();
  announce(words.reviewing.needName);
}

const asApiError = (e: unknown) =>
  e instanceof ApiError ? e : new ApiError(0, "Error", String(e), null, null);

export function useSession(
  answer: IncidentAnswer | null,
  id: string | null,
  afterUndo: (w: Written) => void,
): Session {
  const [draft, setAll] = useState<Draft>(EMPTY);
  const [error, setError] = useState<ApiError | null>(null);
  const [clash, setClash] = useState<Clash | null>(null);
  const [busy, setBusy] = useState(false);
  // What is open now, and whether a call is under way: a call may end after another incident was opened.
  const shown = useRef(id);
  shown.current = id;
  const calling = useRef(false);
  useEffect(() => {
    setAll(id ? readDraft(id) : EMPTY);
    setError(null);
    setClash(null);
  }, [id]);

  const setDraft = (change: Partial<Draft>) =>
    setAll((now) => {
      const next = { ...now, ...change };
      if (id) writeDraft(id, next);
      return next;
    });
  const clearDraft = () => {
    if (id) writeDraft(id, EMPTY);
    setAll(EMPTY);
  };

  const undoOne = async (decision: { id: number; action: string }): Promise<Written | null> => {
    if (!reviewer.value.trim()) {
      focusReviewer();
      return null;
    }
    setError(null);
    try {
      const written = await undo(decision.id, reviewer.value.trim());
      const index = made.findIndex((m) => m.id === decision.id);
      if (index >= 0) made.splice(index, 1);
      announce(words.reviewing.undone(say(words.reviewing.did, decision.action)));
      afterUndo(written);
      return written;
    } catch (e) {
      setError(asApiError(e));
      return null;
    }
  };

  const submit: Session["submit"] = async (body, on) => {
    if (!answer || calling.current) return null;
    if (!reviewer.value.trim()) {
      focusReviewer();
      return null;
    }
    const { incident, version } = on ?? { incident: answer.incident.id, version: answer.incident.version };
    const name = incident === answer.incident.id ? headline(answer.incident) : incident;
    const whole: DecisionBody = { ...body, by: reviewer.value.trim(), reason: body.reason ?? "" };
    calling.current = true;
    setBusy(true);
    setError(null);
    try {
      const written = await decide(incident, version, whole);
      made.push({ id: written.decision.id, action: body.action });
      setClash(null);
      writeDraft(incident, EMPTY);
      if (shown.current === incident) setAll(EMPTY);
      const text = words.reviewing.done(say(words.reviewing.did, body.action), name);
      announce(text, { label: words.reviewing.undo, run: () => void undoOne(written.decision) });
      return written;
    } catch (e) {
      const known = asApiError(e);
      if (known.stale) setClash({ error: known, body: whole, seen: version, incident });
      else setError(known);
      return null;
    } finally {
      calling.current = false;
      setBusy(false);
    }
  };

  const takeBack = async (): Promise<Written | null> => {
    const newest = made.at(-1) ?? lastStanding(answer?.decisions ?? []);
    if (!newest) {
      announce(words.reviewing.nothingToUndo);
      return null;
    }
    return undoOne(newest);
  };

  return {
    draft,
    setDraft,
    clearDraft,
    error,
    clash,
    closeClash: () => setClash(null),
    busy,
    submit,
    takeBack,
  };
}

/** The newest decision that still counts. */
export function lastStanding(decisions: Decision[]): Decision | null {
  return decisions.filter((d) => !d.undone && d.action !== "undo").sort((a, b) => b.id - a.id)[0] ?? null;
}
