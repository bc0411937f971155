// The queue: what waits for a decision, in which order, narrowed down by the same filters as on the explore page.
import { useState } from "preact/hooks";
import { address } from "../api/client";
import type { Resource } from "../api/resource";
import { useResource } from "../api/resource";
import type { Facets, Queue } from "../api/types";
import { FacetList } from "../explore/facets";
import { Chips, Search } from "../explore/filter-bar";
import { days } from "../shell/format";
import { Dialog, Problem, TypeMark } from "../shell/parts";
import { chips, type Filters, writeFilters } from "../state/filters";
import { words } from "../words";

export type Order = "urgency" | "random";

export function queueAddress(filters: Filters, order: Order, after: string | null): string {
  const params = writeFilters(filters);
  params.set("order", order);
  params.set("limit", "50");
  if (after) params.set("after", after);
  return address("/queue", params);
}

interface Props {
  filters: Filters;
  order: Order;
  queue: Resource<Queue>;
  at: string | null;
  onFilters: (filters: Filters) => void;
  onOrder: (order: Order) => void;
  onOpen: (id: string) => void;
}

export function QueueList({ filters, order, queue, at, onFilters, onOrder, onOpen }: Props) {
  const [sheet, setSheet] = useState(false);
  const params = writeFilters(filters);
  params.delete("review");
  params.append("review", "unreviewed");
  const facets = useResource<Facets>(sheet ? address("/facets", params) : null);
  const { data, error } = queue;
  return (
    <section class="queue" aria-label={words.reviewing.queue}>
      <h2>{words.reviewing.queue}</h2>
      {data && (
        <p class="quiet" role="status" data-waiting={data.total}>
          {words.reviewing.queueCount(data.total, data.done)}
        </p>
      )}
      <label class="queue-order" title={words.reviewing.orderHelp[order]}>
        <span class="for-readers">{words.reviewing.order}</span>
        <select value={order} onChange={(e) => onOrder(e.currentTarget.value as Order)}>
          <option value="urgency">{words.reviewing.orders.urgency}</option>
          <option value="random">{words.reviewing.orders.random}</option>
        </select>
      </label>
      <Search filters={filters} onFilters={onFilters} />
      <button type="button" class="small" onClick={() => setSheet(true)}>
        {words.explore.showFilters(chips(filters).length)}
      </button>
      <Chips filters={filters} onFilters={onFilters} />
      {error && <Problem error={error} retry={queue.reload} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ol tabIndex={0} aria-label={words.reviewing.queue}>
        {data?.items.map((row) => (
          <li key={row.id}>
            <a
              href={`?at=${encodeURIComponent(row.id)}`}
              aria-current={row.id === at ? "true" : undefined}
              onClick={(e) => {
                if (e.metaKey || e.ctrlKey || e.shiftKey) return;
                e.preventDefault();
                onOpen(row.id);
              }}
            >
              <TypeMark type={row.type} />
              <bdi class="quiet">{row.place?.name ?? words.unknown}</bdi>
              <span class="quiet">{days(row.from, row.to)}</span>
            </a>
          </li>
        ))}
      </ol>
      {sheet && (
        <Dialog title={words.explore.filters} onClose={() => setSheet(false)} class="sheet">
          <FacetList filters={filters} answer={facets.data} onFilters={onFilters} />
        </Dialog>
      )}
    </section>
  );
}
