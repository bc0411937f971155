// The smaller forms beside the tellings: which incidents are the same, which tellings go apart, a comment.
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Row, Telling } from "../api/types";
import { days, placeName, rangeShort } from "../shell/format";
import { TypeMark } from "../shell/parts";
import { words } from "../words";
import type { Draft } from "./drafts";

interface FormProps {
  draft: Draft;
  onDraft: (change: Partial<Draft>) => void;
  onSave: () => void;
  onCancel: () => void;
}

const flip = (list: string[], item: string) =>
  list.includes(item) ? list.filter((i) => i !== item) : [...list, item];

function Actions({ onCancel, ready }: { onCancel: () => void; ready: boolean }) {
  return (
    <div class="dialog-actions">
      <button type="submit" class="primary" disabled={!ready}>
        {words.reviewing.save} <kbd>Enter</kbd>
      </button>
      <button type="button" onClick={onCancel}>
        {words.cancel} <kbd>Esc</kbd>
      </button>
    </div>
  );
}

function Reason({ draft, onDraft }: Pick<FormProps, "draft" | "onDraft">) {
  return (
    <label>
      {words.reviewing.reason}
      <input type="text" value={draft.reason} onInput={(e) => onDraft({ reason: e.currentTarget.value })} />
    </label>
  );
}

export function MergeForm({ near, draft, onDraft, onSave, onCancel }: FormProps & { near: Row[] }) {
  return (
    <form
      class="form merge"
      onSubmit={(e) => {
        e.preventDefault();
        onSave();
      }}
    >
      <h3>{near.length ? words.reviewing.mergeTitle : words.reviewing.mergeNone}</h3>
      <ol class="candidates">
        {near.map((row, i) => {
          const killed = row.harm.find((h) => h.kind === "killed");
          return (
            <li key={row.id}>
              <label class="check">
                <input
                  type="checkbox"
                  checked={draft.others.includes(row.id)}
                  onChange={() => onDraft({ others: flip(draft.others, row.id) })}
                />
                <kbd>{i + 1}</kbd>
                <span>
                  <TypeMark type={row.type} modes={row.modes} /> · <bdi>{placeName(row.place)}</bdi> ·{" "}
                  {days(row.from, row.to)}
                  {killed && ` · ${rangeShort(killed)} ${words.harm.killed}`}
                  <bdi class="near-quote">{row.quote}</bdi>
                </span>
              </label>
            </li>
          );
        })}
      </ol>
      {near.length > 0 && <Reason draft={draft} onDraft={onDraft} />}
      <Actions onCancel={onCancel} ready={draft.others.length > 0} />
    </form>
  );
}

export const splitReady = (draft: Draft, tellings: Telling[]) =>
  draft.tellings.length > 0 && draft.tellings.length < tellings.length;

export function SplitForm({
  tellings,
  draft,
  onDraft,
  onSave,
  onCancel,
}: FormProps & { tellings: Telling[] }) {
  const one = tellings.length < 2;
  return (
    <form
      class="form split"
      onSubmit={(e) => {
        e.preventDefault();
        onSave();
      }}
    >
      <h3>{one ? words.reviewing.splitOne : words.reviewing.splitTitle}</h3>
      {!one && (
        <ol class="candidates">
          {tellings.map((t, i) => (
            <li key={t.name}>
              <label class="check">
                <input
                  type="checkbox"
                  checked={draft.tellings.includes(t.name)}
                  onChange={() => onDraft({ tellings: flip(draft.tellings, t.name) })}
                />
                <kbd>{i + 1}</kbd>
                <bdi class="near-quote">{t.text}</bdi>
              </label>
            </li>
          ))}
        </ol>
      )}
      {!one && <p class="quiet">{words.reviewing.splitRule}</p>}
      {!one && <Reason draft={draft} onDraft={onDraft} />}
      <Actions onCancel={onCancel} ready={splitReady(draft, tellings)} />
    </form>
  );
}

export function CommentForm({ draft, onDraft, onSave, onCancel }: FormProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  const ready = draft.reason.trim() !== "";
  return (
    <form
      class="form comment"
      onSubmit={(e) => {
        e.preventDefault();
        if (ready) onSave();
      }}
    >
      <label>
        {words.reviewing.commentTitle}
        <textarea
          ref={box}
          rows={4}
          value={draft.reason}
          onInput={(e) => onDraft({ reason: e.currentTarget.value })}
          onKeyDown={(e) => {
            if (e.key !== "Enter" || e.shiftKey || e.isComposing) return;
            e.preventDefault();
            if (ready) onSave();
          }}
        />
      </label>
      <Actions onCancel={onCancel} ready={ready} />
    </form>
  );
}
