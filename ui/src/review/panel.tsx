// Beside the tellings: the fields as recorded, the actions with their keys, and the form that is open.
import { useResource } from "../api/resource";
import type { IncidentAnswer, Telling, Vocabulary } from "../api/types";
import { Disputes, FieldList } from "../evidence/fields";
import type { Numbers } from "../evidence/numbers";
import type { Field } from "../evidence/values";
import { Problem } from "../shell/parts";
import { words } from "../words";
import { CorrectForm } from "./correct";
import { CommentForm, MergeForm, SplitForm } from "./forms";
import { type Command, FIELD_KEYS, keyOf } from "./keys";
import type { Session } from "./session";

const BUTTONS = [
  "accept",
  "reject",
  "correct",
  "merge",
  "split",
  "background",
  "aggregate",
  "comment",
  "undo",
] as const satisfies readonly Command[];

interface Props {
  answer: IncidentAnswer;
  tellings: Telling[];
  numbers: Numbers;
  session: Session;
  onCommand: (command: Command) => void;
  onField: (field: Field) => void;
  onSaveField: (field: Field, value: unknown) => void;
  onSaveForm: () => void;
}

export function Actions({ onCommand, disabled }: { onCommand: (c: Command) => void; disabled: boolean }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons is no fieldset
    <div class="actions" role="group" aria-label={words.reviewing.decide}>
      {BUTTONS.map((command) => (
        <button
          key={command}
          type="button"
          class={command === "accept" ? "primary" : ""}
          disabled={disabled && command !== "undo"}
          title={words.reviewing.keys[command]}
          aria-keyshortcuts={keyOf(command)}
          onClick={() => onCommand(command)}
        >
          {words.reviewing.buttons[command]} <kbd aria-hidden="true">{keyOf(command)}</kbd>
        </button>
      ))}
    </div>
  );
}

export function Panel({
  answer,
  tellings,
  numbers,
  session,
  onCommand,
  onField,
  onSaveField,
  onSaveForm,
}: Props) {
  const { draft, setDraft, clearDraft, error, busy } = session;
  const vocabulary = useResource<Vocabulary>("/api/vocabulary", false);
  const { incident } = answer;
  const form = { draft, onDraft: setDraft, onSave: onSaveForm, onCancel: clearDraft };
  return (
    <section class="panel" aria-label={words.reviewing.decide} aria-busy={busy}>
      <Actions onCommand={onCommand} disabled={answer.layer === "told" || busy} />
      {answer.layer === "told" && <p class="notice">{words.reviewing.notHere}</p>}
      {error && <Problem error={error} />}
      {vocabulary.error && <Problem error={vocabulary.error} retry={vocabulary.reload} />}
      {draft.mode === "correct" && vocabulary.data && (
        <CorrectForm
          incident={incident}
          draft={draft}
          vocabulary={vocabulary.data}
          onDraft={(change) => (change.field ? onField(change.field) : setDraft(change))}
          onSave={onSaveField}
          onCancel={clearDraft}
        />
      )}
      {draft.mode === "merge" && <MergeForm near={answer.near} {...form} />}
      {draft.mode === "split" && <SplitForm tellings={tellings} {...form} />}
      {draft.mode === "comment" && <CommentForm {...form} />}
      <Disputes incident={incident} numbers={numbers} tellings={tellings} />
      <h2>{words.reviewing.fields}</h2>
      <FieldList
        incident={incident}
        numbers={numbers}
        keyOf={(field) => (
          <button
            type="button"
            class="plain field-key"
            aria-label={words.reviewing.correctField(words.field[field] ?? field)}
            onClick={() => onField(field as Field)}
          >
            <kbd aria-hidden="true">{FIELD_KEYS[field as Field]}</kbd>
          </button>
        )}
      />
    </section>
  );
}
