// The table's rows, read page by page as they are scrolled to.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { get, writes } from "../api/client";
import { ApiError } from "../api/errors";
import type { Page, Row } from "../api/types";

const PAGE = 200;

export interface Rows {
  items: Row[];
  total: number | null;
  error: ApiError | null;
  loading: boolean;
  /** Reads the next page, if there is one and none is being read. */
  more: () => void;
  reload: () => void;
}

/** Rows of a listing's address without limit and cursor; starts anew when the address changes or after a write. */
export function useRows(url: string): Rows {
  const [state, setState] = useState<Omit<Rows, "more" | "reload">>({
    items: [],
    total: null,
    error: null,
    loading: true,
  });
  const next = useRef<string | null>(null);
  const run = useRef(0);
  const reading = useRef(false);
  const [again, setAgain] = useState(0);
  const written = writes.value;

  const read = useCallback(
    async (cursor: string | null, number: number) => {
      reading.current = true;
      setState((s) => ({ ...s, loading: true }));
      const to = `${url}${url.includes("?") ? "&" : "?"}limit=${PAGE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`;
      try {
        const page = await get<Page<Row>>(to);
        if (number !== run.current) return;
        next.current = page.next;
        setState((s) => ({
          items: cursor ? [...s.items, ...page.items] : page.items,
          total: page.total,
          error: null,
          loading: false,
        }));
      } catch (error) {
        if (number !== run.current) return;
        const known = error instanceof ApiError ? error : new ApiError(0, "Error", String(error), null, null);
        setState((s) => ({ ...s, error: known, loading: false }));
      } finally {
        if (number === run.current) reading.current = false;
      }
    },
    [url],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` and `written` are reasons to read again
  useEffect(() => {
    next.current = null;
    read(null, ++run.current);
  }, [read, again, written]);

  const more = useCallback(() => {
    if (next.current && !reading.current) read(next.current, run.current);
  }, [read]);
  return { ...state, more, reload: () => setAgain((n) => n + 1) };
}
