// Correcting a field: choose it by its letter, give the new value, save.
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Incident, Vocabulary } from "../api/types";
import { FIELDS, type Field, fieldValue, inWords, isHarm } from "../evidence/values";
import { say, words } from "../words";
import type { Draft } from "./drafts";
import { ChoiceEditor, FlagEditor, ModesEditor } from "./editors/choice";
import { DaysEditor, fault, RangeEditor } from "./editors/figures";
import { PartiesEditor } from "./editors/parties";
import { PlaceEditor } from "./editors/place";
import type { EditorProps } from "./editors/types";
import { FIELD_KEYS } from "./keys";

/** The fields that can be made unknown. */
const CAN_BE_UNKNOWN = (field: Field) => field === "place" || field === "moment" || isHarm(field);

function editorFor(field: Field) {
  if (field === "type" || field === "status") return ChoiceEditor;
  if (field === "aggregate" || field === "background") return FlagEditor;
  if (field === "modes") return ModesEditor;
  if (field === "moment") return DaysEditor;
  if (field === "place") return PlaceEditor;
  if (field === "actors" || field === "recipients") return PartiesEditor;
  return RangeEditor;
}

export function FieldChoice({ onField }: { onField: (field: Field) => void }) {
  return (
    <div>
      <p>{words.reviewing.chooseField}</p>
      <ul class="field-choice">
        {FIELDS.map((field) => (
          <li key={field}>
            <button type="button" onClick={() => onField(field)}>
              <kbd>{FIELD_KEYS[field]}</kbd> {words.field[field]}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Props {
  incident: Incident;
  draft: Draft;
  vocabulary: Vocabulary;
  onDraft: (change: Partial<Draft>) => void;
  onSave: (field: Field, value: unknown) => void;
  onCancel: () => void;
}

export function CorrectForm({ incident, draft, vocabulary, onDraft, onSave, onCancel }: Props) {
  const save = useRef<HTMLButtonElement>(null);
  const toSave = useRef(false);
  const { field, value } = draft;
  const chosen = "value" in draft && value !== undefined;
  useLayoutEffect(() => {
    if (chosen && toSave.current) save.current?.focus();
    toSave.current = false;
  });
  if (!field) return <FieldChoice onField={(f) => onDraft({ field: f })} />;
  const Editor = editorFor(field);
  const wrong = chosen ? fault(field, value) : null;
  const props: EditorProps = {
    incident,
    field,
    value,
    query: draft.query,
    vocabulary,
    onValue: (v, done = false) => {
      toSave.current = done;
      onDraft({ value: v });
    },
    onQuery: (query) => onDraft({ query }),
  };
  return (
    <form
      class="correct form"
      data-field={field}
      onSubmit={(e) => {
        e.preventDefault();
        if (chosen && !wrong) onSave(field, value);
      }}
    >
      <h3>{words.reviewing.correctField(say(words.field, field))}</h3>
      <p>
        <span class="quiet">{words.reviewing.now}:</span>{" "}
        <bdi>{inWords(field, fieldValue(incident, field))}</bdi>
      </p>
      <Editor key={field} {...props} />
      <p class="new-value" role="status">
        <span class="quiet">{words.reviewing.newValue}:</span>{" "}
        {chosen ? (
          <strong>
            <bdi>{inWords(field, value)}</bdi>
          </strong>
        ) : (
          <span class="quiet">{words.reviewing.noValue}</span>
        )}
      </p>
      {wrong && (
        <p class="problem" role="alert">
          {wrong}
        </p>
      )}
      <label>
        {words.reviewing.reason}
        <input type="text" value={draft.reason} onInput={(e) => onDraft({ reason: e.currentTarget.value })} />
      </label>
      <div class="dialog-actions">
        <button type="submit" class="primary" ref={save} disabled={!chosen || !!wrong}>
          {words.reviewing.save}
        </button>
        {CAN_BE_UNKNOWN(field) && (
          <button
            type="button"
            onClick={() => {
              toSave.current = true;
              onDraft({ value: null });
            }}
          >
            {words.reviewing.setUnknown}
          </button>
        )}
        <button type="button" onClick={onCancel}>
          {words.cancel} <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}
