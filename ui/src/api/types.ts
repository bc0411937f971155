// The JSON that the server gives (docs/api.md). Offsets are Unicode code points of the report's text, days ISO 8601,
// coordinates WGS 84 degrees. Unknown is null.

export type Interval = [number, number];
export type Review = "unreviewed" | "accepted" | "corrected" | "rejected";
export type HarmKind = "killed" | "injured" | "missing" | "captured" | "displaced";
export const HARM_KINDS: HarmKind[] = ["killed", "injured", "missing", "captured", "displaced"];

export interface Span {
  start: number;
  end: number;
  text: string;
}

export interface Place extends Span {
  name: string;
  geonames_id: number | null;
  lat: number | null;
  lon: number | null;
  country: string | null;
  admin1: string | null;
  kind: string;
  relation: string;
  radius_km: number | null;
  precision: string;
  probability: number;
}

export interface Moment extends Span {
  from: string | null;
  to: string | null;
  granularity: string;
  precision: string;
  anchor: string | null;
  value: string | null;
}

export interface Actor {
  id: string;
  name: string;
  sector: string;
  country: string | null;
  parent: string | null;
}

export interface Entity {
  id: string;
  type: string;
  name: string;
  mentions: Interval[];
  place: Place | null;
  actor: Actor | null;
}

export interface Role extends Span {
  role: "actor" | "recipient" | "victim" | "target" | "instrument";
  entity: string | null;
  kind: string | null;
}

export interface Harm extends Span {
  kind: HarmKind;
  who: string | null;
  side: string | null;
  low: number | null;
  best: number | null;
  high: number | null;
  total: boolean;
  source: string | null;
}

export interface Attribution {
  source: Span | null;
  cue: Span | null;
  content: Span;
  entity: string | null;
  relation: string;
  via: Span[];
}

export interface Claim {
  by: string;
  entity: string | null;
  kind: string;
  link: string;
  source: string | null;
}

export interface Mention {
  id: string;
  type: string;
  modes: string[];
  contexts: string[];
  trigger: Span;
  sentence: Interval;
  roles: Role[];
  places: Place[];
  moment: Moment | null;
  harm: Harm[];
  status: string;
  status_probability: number;
  aggregate: boolean;
  background: boolean;
  trend: string | null;
  attribution: Attribution[];
  claims: Claim[];
  control: { place: string; lost_by: string | null; gained_by: string | null } | null;
  confidence: number;
}

export interface Range {
  low: number | null;
  best: number | null;
  high: number | null;
}

export interface Party {
  role: Role["role"];
  name: string;
  actor: Actor | null;
  tellings: string[];
}

export interface Support {
  report: string;
  mention: string;
  sentence: string;
  outlet: string | null;
  source: string | null;
  start: number | null;
  end: number | null;
  origin: number | null;
}

export interface Incident {
  id: string;
  type: string;
  modes: string[];
  contexts: string[];
  place: Place | null;
  from: string | null;
  to: string | null;
  actors: string[];
  recipients: string[];
  parties: Party[];
  claims: {
    by: string;
    actor: Actor | null;
    kind: string;
    link: string;
    sources: string[];
    tellings: string[];
  }[];
  harm: (Range & { kind: HarmKind })[];
  status: string;
  aggregate: boolean;
  background: boolean;
  reports: number;
  outlets: number;
  independent: number | null;
  support: Support[];
  conflicts: { field: string; values: [string, string[]][] }[];
  basis: { field: string; rule: string; tellings: string[] }[];
  confidence: number;
  version: number;
  review: Review;
  decisions: number[];
  withdrawn: string[];
}

export type Layer = "incidents" | "told";

export interface RowPlace {
  name: string;
  country: string | null;
  admin1: string | null;
  lat: number | null;
  lon: number | null;
  precision: string;
  radius_km: number | null;
  kind: string;
  relation: string;
}

export interface Row {
  id: string;
  type: string;
  modes: string[];
  status: string;
  aggregate: boolean;
  background: boolean;
  place: RowPlace | null;
  from: string | null;
  to: string | null;
  actors: string[];
  recipients: string[];
  harm: (Range & { kind: HarmKind })[];
  reports: number;
  outlets: number;
  independent: number | null;
  disputed: string[];
  review: Review;
  confidence: number;
  version: number;
  urgency: number;
  quote: string;
}

export interface Page<T> {
  items: T[];
  total: number;
  next: string | null;
}

export interface ArchiveInfo {
  name: string;
  program: string;
  schema: number | string;
  counts: Record<string, number>;
  first_day: string | null;
  last_day: string | null;
  outlets: number;
  waiting: boolean;
}

export interface FacetValue {
  value: string;
  label: string;
  count: number;
}

export interface Facets {
  total: number;
  facets: Record<string, FacetValue[]>;
  more?: Record<string, number>;
}

export interface Cell {
  lat: number;
  lon: number;
  count: number;
  killed: number | null;
  bbox: [number, number, number, number];
  /** How many of them are placed no finer than a division. */
  coarse?: number;
  same_spot?: boolean;
}

export interface MapPoint {
  id: string;
  lat: number;
  lon: number;
  precision: string;
  radius_km: number | null;
  type: string;
  status: string;
  review: Review;
  disputed: boolean;
  label: string;
}

export interface MapAnswer {
  total: number;
  placeless: number;
  cells: Cell[];
  points: MapPoint[];
}

export interface Bin {
  from: string;
  to: string;
  count: number;
  killed: number | null;
}

export interface TimelineAnswer {
  by: "day" | "week" | "month" | "year";
  bins: Bin[];
  undated: number;
}

export type Action = "accept" | "reject" | "correct" | "merge" | "split" | "comment" | "undo";

export interface Decision {
  id: number;
  action: Action;
  incident: string | null;
  version: number | null;
  field: string | null;
  value: unknown;
  before: unknown;
  by: string;
  reason: string;
  when: string;
  takes_back: number | null;
  undone: boolean;
}

export interface IncidentAnswer {
  incident: Incident;
  row: Row;
  layer: Layer;
  account: { text: string; support: string[] }[];
  decisions: Decision[];
  history: { version: number; kind: string; when: string; details: unknown }[];
  urgency: { value: number; uncertainty: number; importance: number; why: string[] };
  near: Row[];
}

export interface Telling {
  name: string;
  report: {
    id: string;
    title: string | null;
    outlet: string | null;
    published: string | null;
    language: string | null;
    withdrawn: boolean;
  };
  origin: number | null;
  mention: Mention | null;
  /** Null where the report has been coded anew since. */
  sentence: { start: number; end: number } | null;
  before: string;
  text: string;
  after: string;
}

export interface CodesAnswer {
  codebook: string;
  title: string;
  version: string;
  included: boolean | null;
  why: string;
  incidents: string[];
  values: { column: string; value: unknown; rule: string; description: string }[];
}

export interface CodebookName {
  name: string;
  title: string;
  version: string;
}

export interface Queue {
  items: Row[];
  total: number;
  done: number;
}

export interface ReportRow {
  id: string;
  title: string | null;
  outlet: string | null;
  published: string | null;
  language: string | null;
  characters: number;
  mentions: number;
  incidents: number;
  withdrawn: boolean;
  snippet: { text: string; hit: boolean }[] | null;
}

export interface ReportAnswer {
  report: {
    id: string;
    title: string | null;
    outlet: string | null;
    url: string | null;
    published: string | null;
    language: string | null;
    text: string;
    sha256: string;
  };
  version: number | string;
  marked: boolean | unknown;
  redacted: boolean | unknown;
  notes: string[];
  withdrawn: { by: string; reason: string; when: string } | null;
  why_not_coded: string | null;
  runs: { id: string | number; program_version: string; reader: string; ground: string; created: string }[];
  entities: Entity[];
  mentions: { mention: Mention; incident: string | null }[];
  sha256: string;
  bytes: number | null;
  dir: "ltr" | "rtl";
}

export interface Written {
  decision: Decision;
  incidents: { id: string; version: number; review: Review }[];
  next?: string | null;
}

export interface Vocabulary {
  types: Record<string, { modes: string[] }>;
  statuses: string[];
  precisions: string[];
  harm: string[];
  correctable: string[];
  roles: string[];
}

export interface Counted {
  value: string;
  label: string;
  count: number;
  killed?: number | null;
}

export interface Overview {
  counts: Record<string, number>;
  coverage: { month: string | null; outlet: string | null; reports: number }[];
  by_month: { month: string; count: number; killed: number | null }[];
  undated: number;
  by_type: Counted[];
  by_country: Counted[];
  by_status: Counted[];
  review: Partial<Record<Review, number>>;
  skipped: Counted[];
  languages: Counted[];
}

export interface FieldShare {
  field: string;
  right: number;
  n: number;
  share: number | null;
  low: number | null;
  high: number | null;
}

export interface Quality {
  reviewed: number;
  decided_by: Counted[];
  stands: FieldShare;
  fields: FieldShare[];
  note: string;
}
