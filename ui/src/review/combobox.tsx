// A box to type a name into, with what the server finds under it: arrows move, Enter chooses.
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { begin, get } from "../api/client";
import { ApiError } from "../api/errors";
import { Problem } from "../shell/parts";
import { words } from "../words";

export interface Found<T> {
  label: string;
  value: T;
}

interface Props<T> {
  label: string;
  query: string;
  onQuery: (query: string) => void;
  /** Address that is asked, or null for nothing. */
  url: string | null;
  read: (answer: unknown) => Found<T>[];
  onChoose: (found: Found<T>) => void;
  focus?: boolean;
}

const PAUSE_MS = 150;

export function Combobox<T>({ label, query, onQuery, url, read, onChoose, focus = true }: Props<T>) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<{ url: string; items: Found<T>[] } | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [active, setActive] = useState(0);
  const waiting = useRef(false);
  // At once, not after the next frame: what is typed right behind the field's letter belongs in here.
  useLayoutEffect(() => {
    if (focus) box.current?.focus();
  }, [focus]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `read` is another function each time and reads the same
  useEffect(() => {
    if (!url) {
      setFound(null);
      return;
    }
    const stop = new AbortController();
    const end = begin();
    const timer = setTimeout(async () => {
      try {
        const items = read(await get(url, stop.signal));
        setFound({ url, items });
        setError(null);
        setActive(0);
        // Enter was pressed before the answer had come: it meant the first that is found.
        const first = items[0];
        if (waiting.current && first) onChoose(first);
        waiting.current = false;
      } catch (e) {
        if (!stop.signal.aborted)
          setError(e instanceof ApiError ? e : new ApiError(0, "Error", String(e), null, null));
      } finally {
        end();
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
      end();
    };
  }, [url]);
  const items = found?.url === url ? found.items : [];
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      const step = e.key === "ArrowDown" ? 1 : -1;
      setActive((a) => Math.min(items.length - 1, Math.max(0, a + step)));
    } else if (e.key === "Enter") {
      const item = items[active];
      if (item) onChoose(item);
      else if (url && found?.url !== url) waiting.current = true;
    } else return;
    e.preventDefault();
  };
  return (
    <div class="combobox">
      <label for={`${id}box`}>{label}</label>
      <input
        id={`${id}box`}
        ref={box}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-expanded={items.length > 0}
        aria-controls={`${id}list`}
        aria-autocomplete="list"
        aria-activedescendant={items.length ? `${id}${active}` : undefined}
        value={query}
        onInput={(e) => {
          waiting.current = false;
          onQuery(e.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      {error && <Problem error={error} />}
      <ul id={`${id}list`} role="listbox" aria-label={words.reviewing.results} hidden={items.length === 0}>
        {items.map((item, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the box
          // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus and names the active one
          <li
            key={item.label}
            id={`${id}${i}`}
            role="option"
            aria-selected={i === active}
            class={i === active ? "active" : ""}
            onClick={() => onChoose(item)}
          >
            <bdi>{item.label}</bdi>
          </li>
        ))}
      </ul>
      {url && found?.url === url && items.length === 0 && <p class="quiet">{words.reviewing.nothingFound}</p>}
      {url && found?.url !== url && !error && <p class="quiet">{words.reviewing.searching}</p>}
    </div>
  );
}
