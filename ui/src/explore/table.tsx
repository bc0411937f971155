// The incidents as a table: only the rows in sight are drawn, arrow keys move, Enter opens.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Row } from "../api/types";
import { days, names, rangeShort } from "../shell/format";
import { Problem, ReviewMark, StatusMark, TypeMark } from "../shell/parts";
import { navigate } from "../state/router";
import type { Sort } from "../state/view";
import { number, words } from "../words";
import type { Rows } from "./rows";
import { useVirtual } from "./virtual";

type Column = keyof typeof words.explore.columns;
const COLUMNS: Column[] = [
  "day",
  "type",
  "place",
  "actors",
  "recipients",
  "killed",
  "reports",
  "review",
  "quote",
];
/** What is only told is not reviewed, but its status is what matters. */
const TOLD_COLUMNS = COLUMNS.map((c) => (c === "review" ? "status" : c));
/** What a click on a column's head orders by: first click, second click. */
const SORTABLE: Partial<Record<Column, [Sort, Sort]>> = {
  day: ["-from", "from"],
  type: ["type", "type"],
  place: ["place", "place"],
  killed: ["-killed", "-killed"],
  reports: ["-reports", "-reports"],
  review: ["urgency", "urgency"],
};
const REALISED = ["happened", "ongoing"];
const NARROW = "(max-width: 760px)";
const ROW_HEIGHT = 32;
const CARD_HEIGHT = 106;

export const incidentAddress = (id: string) => `/incident/${encodeURIComponent(id)}`;

function Cells({ row, told }: { row: Row; told: boolean }) {
  const killed = row.harm.find((h) => h.kind === "killed");
  const cell = (name: Column, content: preact.ComponentChildren, title?: string) => (
    // biome-ignore lint/a11y/useSemanticElements: a virtualised table cannot be a <table>
    <span role="cell" class={`c-${name}`} title={title}>
      {content}
    </span>
  );
  return (
    <>
      {cell("day", days(row.from, row.to))}
      {cell(
        "type",
        <>
          <a href={incidentAddress(row.id)} tabIndex={-1}>
            <TypeMark type={row.type} modes={row.modes} />
          </a>
          {!told && !REALISED.includes(row.status) && <StatusMark status={row.status} />}
          {row.aggregate && <span class="mark flag">{words.values.aggregate}</span>}
          {row.background && <span class="mark flag">{words.values.background}</span>}
        </>,
      )}
      {cell("place", row.place ? <bdi>{row.place.name}</bdi> : <span class="quiet">{words.unknown}</span>)}
      {cell("actors", <bdi>{names(row.actors)}</bdi>, names(row.actors))}
      {cell("recipients", <bdi>{names(row.recipients)}</bdi>, names(row.recipients))}
      {cell(
        "killed",
        <>
          {rangeShort(killed)}
          {row.disputed.includes("killed") && (
            <span class="disputed-sign" title={words.facets.disputed}>
              !
            </span>
          )}
        </>,
      )}
      {cell("reports", number(row.reports))}
      {told
        ? cell("status", <StatusMark status={row.status} />)
        : cell("review", <ReviewMark state={row.review} short />)}
      {cell("quote", <bdi>{row.quote}</bdi>, row.quote)}
    </>
  );
}

interface Props {
  rows: Rows;
  sort: Sort;
  told: boolean;
  lit: string | null;
  empty: preact.ComponentChildren;
  onSort: (sort: Sort) => void;
  onLight: (row: Row | null) => void;
}

export function Table({ rows, sort, told, lit, empty, onSort, onLight }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [narrow, setNarrow] = useState(matchMedia(NARROW).matches);
  const [current, setCurrent] = useState(0);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const change = () => setNarrow(query.matches);
    query.addEventListener("change", change);
    return () => query.removeEventListener("change", change);
  }, []);
  const columns = told ? TOLD_COLUMNS : COLUMNS;
  const virtual = useVirtual(box, rows.items.length, narrow ? CARD_HEIGHT : ROW_HEIGHT);
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  const { more } = rows;
  useEffect(() => {
    if (lastShown >= rows.items.length - 40) more();
  }, [lastShown, rows.items.length, more]);

  const go = (index: number) => {
    const to = Math.min(rows.items.length - 1, Math.max(0, index));
    setCurrent(to);
    virtual.scrollToIndex(to);
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus({ preventScroll: true }),
    );
  };
  const onKeyDown = (e: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 };
    const target = e.target as HTMLElement;
    if (!target.matches(".row")) return;
    if (e.key in steps) go(current + (steps[e.key] ?? 0));
    else if (e.key === "Home") go(0);
    else if (e.key === "End") go(rows.items.length - 1);
    else if (e.key === "Enter") {
      const row = rows.items[current];
      if (row) navigate(incidentAddress(row.id));
    } else return;
    e.preventDefault();
  };

  return (
    <section class="table-part" aria-label={words.explore.table} aria-busy={rows.loading}>
      {rows.error && <Problem error={rows.error} retry={rows.reload} />}
      {/* biome-ignore-start lint/a11y/useSemanticElements: a virtualised table cannot be a <table> */}
      {/* biome-ignore-start lint/a11y/useFocusableInteractive: rows take the focus, heads and groups do not */}
      <div
        class={told ? "table table-told" : "table"}
        role="table"
        aria-rowcount={(rows.total ?? 0) + 1}
        aria-colcount={columns.length}
        aria-label={words.explore.table}
      >
        <div class="table-head" role="rowgroup">
          <div class="head-row" role="row" aria-rowindex={1}>
            {columns.map((column) => {
              const by = SORTABLE[column];
              const on = by?.includes(sort);
              const direction = sort === by?.[0] && sort.startsWith("-") ? "descending" : "ascending";
              return (
                <span
                  key={column}
                  role="columnheader"
                  class={`c-${column}`}
                  aria-sort={on ? direction : undefined}
                >
                  {by ? (
                    <button
                      type="button"
                      class="plain"
                      onClick={() => onSort(sort === by[0] ? by[1] : by[0])}
                    >
                      {words.explore.columns[column]}
                      <span aria-hidden="true">{on ? (direction === "descending" ? " ↓" : " ↑") : ""}</span>
                    </button>
                  ) : (
                    words.explore.columns[column]
                  )}
                </span>
              );
            })}
          </div>
        </div>
        <div
          class="table-body"
          role="rowgroup"
          ref={box}
          onKeyDown={onKeyDown}
          onMouseLeave={() => onLight(null)}
        >
          <div class="table-space" role="presentation" style={{ height: `${virtual.getTotalSize()}px` }}>
            {shown.map(({ index, start, size }) => {
              const row = rows.items[index];
              if (!row) return null;
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the table
                <div
                  key={row.id}
                  role="row"
                  class={`row ${lit === row.id ? "row-lit" : ""}`}
                  data-index={index}
                  data-id={row.id}
                  aria-rowindex={index + 2}
                  tabIndex={index === current ? 0 : -1}
                  style={{ transform: `translateY(${start}px)`, height: `${size}px` }}
                  onFocus={() => {
                    setCurrent(index);
                    onLight(row);
                  }}
                  onMouseEnter={() => onLight(row)}
                  onClick={(e) => {
                    if (!(e.target as Element).closest("a") && !getSelection()?.toString())
                      navigate(incidentAddress(row.id));
                  }}
                >
                  <Cells row={row} told={told} />
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {/* biome-ignore-end lint/a11y/useFocusableInteractive: rows take the focus */}
      {/* biome-ignore-end lint/a11y/useSemanticElements: a virtualised table cannot be a <table> */}
      {rows.total === 0 && !rows.loading && <div class="empty">{empty}</div>}
    </section>
  );
}
