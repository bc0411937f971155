// Calls of the REST API. Every answer that is no success is thrown as an ApiError; the browser keeps ETags by itself.
import { effect, signal } from "@preact/signals";
import { words } from "../words";
import { ApiError, errorOf } from "./errors";
import type { Written } from "./types";

export type Query = URLSearchParams | Record<string, string | number | boolean | null | undefined>;

/** How many calls are under way. Tests and screen readers wait for none. */
export const busy = signal(0);

/** Whether the last call could not reach the server. */
export const offline = signal(false);

/** Grows with every write: lists that were read before are stale. */
export const writes = signal(0);

const meta = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";

export const defaultReviewer = (): string => {
  const name = meta("dateline-reviewer");
  return name.startsWith("{{") ? "" : name;
};

export function address(path: string, query?: Query): string {
  const params =
    query instanceof URLSearchParams
      ? query
      : new URLSearchParams(
          Object.entries(query ?? {}).flatMap(([k, v]) =>
            v === null || v === undefined || v === "" ? [] : [[k, String(v)] as [string, string]],
          ),
        );
  const text = params.toString();
  return `/api${path}${text ? `?${text}` : ""}`;
}

async function call(url: string, init: RequestInit): Promise<unknown> {
  busy.value++;
  try {
    let answer: Response;
    try {
      answer = await fetch(url, { credentials: "same-origin", ...init });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      offline.value = true;
      throw new ApiError(0, "Offline", words.errors.offline, null, words.errors.offlineRemedy);
    }
    offline.value = false;
    if (!answer.ok) throw await errorOf(answer);
    return await answer.json();
  } finally {
    busy.value--;
  }
}

export function get<T>(url: string, signal?: AbortSignal): Promise<T> {
  return call(url, { signal: signal ?? null }) as Promise<T>;
}

async function post<T>(path: string, body: unknown, headers: Record<string, string>): Promise<T> {
  const answer = await call(`/api${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Dateline-Token": meta("dateline-token"), ...headers },
    body: JSON.stringify(body),
  });
  writes.value++;
  return answer as T;
}

export interface DecisionBody {
  action: "accept" | "reject" | "comment" | "correct" | "merge" | "split";
  by: string;
  reason?: string;
  field?: string;
  value?: unknown;
  others?: { id: string; version: number }[];
  tellings?: string[];
}

/** Writes a decision on the incident as it was at `version`; throws a stale ApiError where it has changed since. */
export function decide(id: string, version: number, body: DecisionBody): Promise<Written> {
  return post(`/incidents/${encodeURIComponent(id)}/decisions`, body, { "If-Match": `"${version}"` });
}

export function undo(decision: number, by: string, reason = ""): Promise<Written> {
  return post(`/decisions/${decision}/undo`, { by, reason }, {});
}

/** Counts other work than calls, such as loading a page's code or waiting to call, as being under way. */
export function begin(): () => void {
  busy.value++;
  let ended = false;
  return () => {
    if (!ended) busy.value--;
    ended = true;
  };
}

/** Marks the page as loaded once no call has been under way for two frames: effects have run by then. See `dataset.ready`. */
export function markReady(name: () => string): void {
  let frame = 0;
  effect(() => {
    const idle = busy.value === 0;
    const page = name();
    cancelAnimationFrame(frame);
    delete document.documentElement.dataset.ready;
    if (!idle) return;
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        document.documentElement.dataset.ready = page;
      });
    });
  });
}
