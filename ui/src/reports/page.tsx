// Reports: full-text search with what was found shown in its words.
import { useEffect, useState } from "preact/hooks";
import { address, get } from "../api/client";
import { ApiError } from "../api/errors";
import { useResource } from "../api/resource";
import type { Facets, Page, ReportRow } from "../api/types";
import { SafeText } from "../evidence/marked-text";
import { reportAddress } from "../evidence/telling-card";
import { day } from "../shell/format";
import { Loading, Problem } from "../shell/parts";
import { navigate, params } from "../state/router";
import { addressOf } from "../state/view";
import { words } from "../words";

const PAGE = 50;

function Snippet({ snippet }: { snippet: NonNullable<ReportRow["snippet"]> }) {
  return (
    <p class="snippet" dir="auto">
      {snippet.map((part, i) =>
        part.hit ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a snippet never move
          <mark key={i}>
            <SafeText text={part.text} />
          </mark>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <SafeText key={i} text={part.text} />
        ),
      )}
    </p>
  );
}

function ReportLine({ row }: { row: ReportRow }) {
  return (
    <li class="report-line">
      <h2>
        <a href={reportAddress(row.id)}>
          <bdi>
            <SafeText text={row.title ?? words.evidence.noTitle} />
          </bdi>
        </a>
        {row.withdrawn && <span class="mark review-rejected">{words.reports.withdrawn}</span>}
      </h2>
      <p class="quiet">
        <bdi>{row.outlet ?? words.unknown}</bdi> · {day(row.published)} · {row.language ?? words.unknown} ·{" "}
        {words.reports.events(row.mentions)} · {words.reports.incidents(row.incidents)}
      </p>
      {row.snippet && <Snippet snippet={row.snippet} />}
    </li>
  );
}

export function ReportsPage(_: { id: string }) {
  const q = params.value.get("q") ?? "";
  const outlets = params.value.getAll("outlet");
  const withdrawn = params.value.get("withdrawn") ?? "";
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);
  const show = (next: { q?: string; outlet?: string; withdrawn?: string }) => {
    const to = new URLSearchParams();
    const now = { q, outlet: outlets[0] ?? "", withdrawn, ...next };
    for (const [name, value] of Object.entries(now)) if (value) to.set(name, value);
    navigate(addressOf("/reports", to));
  };
  const query = new URLSearchParams(params.value);
  query.set("limit", String(PAGE));
  const url = address("/reports", query);
  const { data, error, loading, reload } = useResource<Page<ReportRow>>(url);
  const facets = useResource<Facets>(address("/facets", { only: "outlet", layer: "told" }));
  const [more, setMore] = useState<Page<ReportRow> | null>(null);
  const [moreError, setMoreError] = useState<ApiError | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new first page takes the others with it
  useEffect(() => {
    setMore(null);
    setMoreError(null);
  }, [data]);
  const next = more ? more.next : data?.next;
  const readMore = async () => {
    try {
      const page = await get<Page<ReportRow>>(`${url}&cursor=${encodeURIComponent(next ?? "")}`);
      setMore({ ...page, items: [...(more?.items ?? []), ...page.items] });
    } catch (e) {
      setMoreError(e instanceof ApiError ? e : new ApiError(0, "Error", String(e), null, null));
    }
  };
  const items = [...(data?.items ?? []), ...(more?.items ?? [])];
  return (
    <div class="text-page reports">
      <h1>{words.titles.reports}</h1>
      {/* biome-ignore lint/a11y/useSemanticElements: <search> is not known to all browsers yet */}
      <form
        role="search"
        class="reports-search"
        onSubmit={(e) => {
          e.preventDefault();
          show({ q: typed.trim() });
        }}
      >
        <input
          type="search"
          aria-label={words.reports.search}
          placeholder={words.reports.placeholder}
          value={typed}
          onInput={(e) => setTyped(e.currentTarget.value)}
        />
        <button type="submit">{words.explore.searchButton}</button>
        <label>
          <span class="for-readers">{words.reports.outlets}</span>
          <select value={outlets[0] ?? ""} onChange={(e) => show({ outlet: e.currentTarget.value })}>
            <option value="">{words.reports.allOutlets}</option>
            {facets.data?.facets.outlet?.map((o) => (
              <option key={o.value} value={o.value}>
                {o.label}
              </option>
            ))}
          </select>
        </label>
      </form>
      {error && <Problem error={error} retry={reload} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <p class="total" role="status" aria-busy={loading}>
            {words.reports.total(data.total)}
          </p>
          {data.total === 0 && (
            <p>
              {words.reports.none} {words.reports.noneHelp}
            </p>
          )}
          <ol class="report-list">
            {items.map((row) => (
              <ReportLine key={row.id} row={row} />
            ))}
          </ol>
          {moreError && <Problem error={moreError} retry={readMore} />}
          {next && (
            <button type="button" onClick={readMore}>
              {words.reports.more}
            </button>
          )}
        </>
      )}
    </div>
  );
}
