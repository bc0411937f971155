import type { Incident, Vocabulary } from "../../api/types";

/** What every editor of a field is given. `value` is undefined until something was chosen. */
export interface EditorProps {
  incident: Incident;
  field: string;
  value: unknown;
  query: string;
  vocabulary: Vocabulary;
  /** Sets the new value; `done` moves the focus on to "Save". */
  onValue: (value: unknown, done?: boolean) => void;
  onQuery: (query: string) => void;
}
