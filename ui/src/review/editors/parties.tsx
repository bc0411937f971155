// Who, and to whom: a list to take names off and add names to, from the catalogue of actors or as typed.
import { useState } from "preact/hooks";
import { address } from "../../api/client";
import type { Party } from "../../api/types";
import { fieldValue } from "../../evidence/values";
import { words } from "../../words";
import { Combobox, type Found } from "../combobox";
import type { EditorProps } from "./types";

const RECIPIENT_ROLES: Party["role"][] = ["recipient", "victim", "target"];

const readParties = (answer: unknown): Found<Party>[] =>
  (answer as { items: { label: string; party: Party }[] }).items.map(({ label, party }) => ({
    label,
    value: party,
  }));

export function PartiesEditor({ incident, field, value, query, onValue, onQuery }: EditorProps) {
  const now = (value === undefined ? fieldValue(incident, field) : value) as Party[];
  const [role, setRole] = useState<Party["role"]>(field === "actors" ? "actor" : "recipient");
  const q = query.trim();
  return (
    <>
      <ul class="party-list">
        {now.map((party) => (
          <li key={`${party.role} ${party.name}`}>
            <bdi>{party.name}</bdi> {party.role !== "actor" && <span class="quiet">{party.role}</span>}
            <button
              type="button"
              class="plain"
              aria-label={words.reviewing.removeParty(party.name)}
              onClick={() => onValue(now.filter((p) => p !== party))}
            >
              ✕
            </button>
          </li>
        ))}
        {now.length === 0 && <li class="quiet">{words.none}</li>}
      </ul>
      {field === "recipients" && (
        <label>
          {words.reviewing.partyRole}{" "}
          <select value={role} onChange={(e) => setRole(e.currentTarget.value as Party["role"])}>
            {RECIPIENT_ROLES.map((r) => (
              <option key={r}>{r}</option>
            ))}
          </select>
        </label>
      )}
      <Combobox
        label={words.reviewing.typeActor}
        query={query}
        onQuery={onQuery}
        url={q ? address("/actors", { q, role }) : null}
        read={readParties}
        onChoose={(found) => {
          const added = now.some((p) => p.name === found.value.name && p.role === role);
          onValue(added ? now : [...now, { ...found.value, role }], true);
          onQuery("");
        }}
      />
      <p class="quiet">{words.reviewing.selectHint}</p>
    </>
  );
}
