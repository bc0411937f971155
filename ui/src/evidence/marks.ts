// The spans of mentions and entities as marks over the report's text.
import type { Entity, Harm, Mention, Span } from "../api/types";
import { range } from "../shell/format";
import { say, words } from "../words";
import type { Kind, Mark } from "./layout";

const ROLE_TAGS: Record<string, string> = {
  actor: "who",
  recipient: "to whom",
  victim: "victim",
  target: "target",
  instrument: "with",
};

const PLACE_TAGS: Record<string, string> = {
  at: "place",
  in: "place",
  contains: "within",
  context: "place, from elsewhere",
};

const ENTITY_KINDS: Record<string, Kind> = {
  person: "person",
  organisation: "organisation",
  group: "group",
  location: "location",
  facility: "facility",
};

const harmTag = (h: Harm) =>
  h.low === null && h.best === null && h.high === null ? h.kind : `${h.kind} ${range(h)}`;

/** All that a mention's fields stand on, in the report's text. */
export function marksOf(mention: Mention): Mark[] {
  const mark = (span: Span | null, kind: Kind, tag: string): Mark[] =>
    span ? [{ start: span.start, end: span.end, kind, of: mention.id, tag }] : [];
  return [
    ...mark(mention.trigger, "trigger", say(words.type, mention.type)),
    ...mention.roles.flatMap((r) => mark(r, r.role, ROLE_TAGS[r.role] ?? r.role)),
    ...mention.harm.flatMap((h) => mark(h, "harm", harmTag(h))),
    // A place that the sentence does not name is carried over from elsewhere in the report.
    ...mention.places.flatMap((p) => mark(p, "place", PLACE_TAGS[p.relation] ?? p.relation)),
    ...mark(mention.moment, "moment", "day"),
    ...mention.attribution.flatMap((a) => [
      ...mark(a.source, "source", "says"),
      ...mark(a.cue, "cue", ""),
      ...mark(a.content, "content", ""),
      ...a.via.flatMap((v) => mark(v, "source", "by way of")),
    ]),
  ];
}

export function marksOfEntities(entities: Entity[]): Mark[] {
  return entities.flatMap((entity) =>
    entity.mentions.map(([start, end]) => ({
      start,
      end,
      kind: ENTITY_KINDS[entity.type] ?? "other",
      of: entity.id,
      tag: "",
    })),
  );
}

/** Marks that say the same of the same words once. */
export function distinct(marks: Mark[]): Mark[] {
  const seen = new Set<string>();
  return marks.filter((m) => {
    const key = `${m.start} ${m.end} ${m.kind} ${m.tag}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
