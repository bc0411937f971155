// Values as people read them: days, ranges, places.
import type { Incident, Range, Row, RowPlace } from "../api/types";
import { number, say, words } from "../words";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "9 Oct 2024" of an ISO day. Days have no time zone, so none is applied. */
export function day(iso: string | null): string {
  if (!iso) return words.unknown;
  const [y, m, d] = iso.split("T")[0]?.split("-") ?? [];
  const month = MONTHS[Number(m) - 1];
  if (!month) return iso;
  return d ? `${Number(d)} ${month} ${y}` : `${month} ${y}`;
}

/** "3–9 Oct 2024": an interval of days, what is equal said once. */
export function days(from: string | null, to: string | null): string {
  if (!from && !to) return words.unknown;
  if (!from || !to || from === to) return day(from ?? to);
  const [y1, m1, d1] = from.split("-");
  const [y2, m2] = to.split("-");
  if (y1 === y2 && m1 === m2) return `${Number(d1)}–${day(to)}`;
  if (y1 === y2) return `${Number(d1)} ${MONTHS[Number(m1) - 1]} – ${day(to)}`;
  return `${day(from)} – ${day(to)}`;
}

/** "2024-10-09 14:03" of a moment in UTC. */
export function when(iso: string): string {
  return iso.replace("T", " ").replace(/(:\d\d)(\.\d+)?(Z|\+00:00)?$/, "");
}

/** "18 to 34 (latest 34)", "at least 18", "unknown number". */
export function range(r: Range | null | undefined): string {
  if (!r) return words.unknown;
  const { low, best, high } = r;
  if (low === null && high === null) return best === null ? "number unknown" : number(best);
  if (low !== null && high === null) return `at least ${number(low)}`;
  if (low === null && high !== null) return `up to ${number(high)}`;
  if (low === high) return number(low as number);
  const span = `${number(low as number)} to ${number(high as number)}`;
  return best === null || best === high ? span : `${span}, latest ${number(best)}`;
}

/** Short form for a table's cell: "18–34". Null where the harm is not told at all. */
export function rangeShort(r: Range | undefined): string {
  if (!r) return "";
  if (r.low === null && r.best === null && r.high === null) return "?";
  if (r.low !== null && r.high === null) return `${number(r.low)}+`;
  if (r.low !== null && r.high !== null && r.low !== r.high) return `${number(r.low)}–${number(r.high)}`;
  return number((r.best ?? r.high ?? r.low) as number);
}

/** Reported words keep the article of their sentence ("the army"); at the head of a field it is dropped. */
export const names = (list: string[]): string => list.join(", ");

export function placeName(place: RowPlace | null): string {
  if (!place) return "";
  const within = [place.admin1, place.country].filter((p) => p && p !== place.name);
  return [place.name, ...within].filter(Boolean).join(", ");
}

/** What an incident is in one line: type, place, day. */
export function headline(item: Row | Incident): string {
  const parts = [say(words.type, item.type)];
  if (item.modes.length) parts[0] += ` (${item.modes.map((m) => m.replaceAll("_", " ")).join(", ")})`;
  if (item.place) parts.push(item.place.name);
  if (item.from || item.to) parts.push(days(item.from, item.to));
  return parts.join(" · ");
}
