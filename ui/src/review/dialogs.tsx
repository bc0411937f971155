// The overlay of keys, and the dialog for when somebody else was faster.
import type { DecisionBody } from "../api/client";
import type { ApiError } from "../api/errors";
import { inWords } from "../evidence/values";
import { when } from "../shell/format";
import { Dialog } from "../shell/parts";
import { say, words } from "../words";
import { COMMANDS } from "./keys";

export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={words.reviewing.help} onClose={onClose}>
      <dl class="key-list">
        {Object.entries(COMMANDS).map(([key, command]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words.reviewing.keys[command]}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>{words.reviewing.keys.cancel}</dd>
        </div>
      </dl>
      <p class="quiet">{words.reviewing.helpNote}</p>
    </Dialog>
  );
}

export interface Clash {
  error: ApiError;
  body: DecisionBody;
  seen: number;
  /** What the decision was on: by now, another may be open. */
  incident: string;
}

function decisionInWords(action: string, field: string | null | undefined, value: unknown): string {
  const did = say(words.reviewing.did, action);
  return field ? `${did} ${say(words.field, field)}: ${inWords(field, value)}` : did;
}

interface StaleProps {
  clash: Clash;
  onSee: () => void;
  onApply: (version: number) => void;
}

export function StaleDialog({ clash, onSee, onApply }: StaleProps) {
  const w = words.reviewing.stale;
  const { current } = clash.error;
  const last = current?.last ?? null;
  const version = current?.version ?? null;
  return (
    <Dialog title={w.title} onClose={onSee} class="stale">
      <p>{w.text}</p>
      {last ? (
        <div class="their-decision">
          <p>
            <strong>{decisionInWords(last.action, last.field, last.value)}</strong>
          </p>
          {last.reason && (
            <p class="reason">
              “<bdi>{last.reason}</bdi>”
            </p>
          )}
          <p class="quiet">
            <bdi>{w.by(last.by, when(last.when))}</bdi>
          </p>
        </div>
      ) : (
        <p>{version === null ? words.reviewing.gone : w.rebuilt}</p>
      )}
      {version !== null && <p class="quiet">{w.versions(clash.seen, version)}</p>}
      <p>
        {w.mine}: <strong>{decisionInWords(clash.body.action, clash.body.field, clash.body.value)}</strong>
      </p>
      <div class="dialog-actions">
        <button type="button" class="primary" autofocus onClick={onSee}>
          {w.see}
        </button>
        {version !== null && (
          <button type="button" onClick={() => onApply(version)}>
            {w.apply}
          </button>
        )}
      </div>
    </Dialog>
  );
}
