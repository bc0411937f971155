// A component's view of one address: the newest answer, the error if it failed, and whether a call is under way.
import { useEffect, useRef, useState } from "preact/hooks";
import { get, writes } from "./client";
import { ApiError } from "./errors";

export interface Resource<T> {
  data: T | null;
  error: ApiError | null;
  loading: boolean;
  /** The address that `data` came from: older than the one asked for while loading. */
  from: string | null;
  reload: () => void;
}

/**
 * Reads an address again whenever it changes and after every write. While it loads, the data before it stay, so that
 * pages do not flicker. `null` reads nothing.
 */
export function useResource<T>(url: string | null, live = true): Resource<T> {
  const [state, setState] = useState<Omit<Resource<T>, "reload">>({
    data: null,
    error: null,
    loading: url !== null,
    from: null,
  });
  const [again, setAgain] = useState(0);
  const written = live ? writes.value : 0;
  const newest = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` and `written` are reasons to read again
  useEffect(() => {
    const number = ++newest.current;
    if (url === null) {
      setState({ data: null, error: null, loading: false, from: null });
      return;
    }
    const stop = new AbortController();
    setState((s) => ({ ...s, loading: true }));
    get<T>(url, stop.signal).then(
      (data) => number === newest.current && setState({ data, error: null, loading: false, from: url }),
      (error) => {
        if (stop.signal.aborted || number !== newest.current) return;
        const known = error instanceof ApiError ? error : new ApiError(0, "Error", String(error), null, null);
        setState((s) => ({ ...s, error: known, loading: false }));
      },
    );
    return () => stop.abort();
  }, [url, again, written]);
  return { ...state, reload: () => setAgain((n) => n + 1) };
}
