// Downloads of what the filters let through, in the form that is asked for.
import { useState } from "preact/hooks";
import { address } from "../api/client";
import { useResource } from "../api/resource";
import type { CodebookName } from "../api/types";
import { Dialog } from "../shell/parts";
import { type Filters, writeFilters } from "../state/filters";
import { words } from "../words";

const FORMATS = { csv: "CSV", xlsx: "Excel", parquet: "Parquet", geojson: "GeoJSON", jsonl: "JSON Lines" };

export function exportAddress(filters: Filters, format: string, columns: string, reviewed: boolean): string {
  const params = writeFilters(filters);
  params.set("format", format);
  params.set("columns", columns);
  if (reviewed) params.set("reviewed", "true");
  return address("/export", params);
}

export function ExportMenu({ filters }: { filters: Filters }) {
  const [open, setOpen] = useState(false);
  const [format, setFormat] = useState("csv");
  const [columns, setColumns] = useState("native");
  const [reviewed, setReviewed] = useState(false);
  const { data } = useResource<{ items: CodebookName[] }>(open ? "/api/codebooks" : null, false);
  return (
    <>
      <button type="button" class="small" onClick={() => setOpen(true)}>
        {words.explore.export} …
      </button>
      {open && (
        <Dialog title={words.explore.export} onClose={() => setOpen(false)}>
          <p>{words.explore.exportHelp}</p>
          <div class="form">
            <label>
              {words.explore.exportFormat}
              <select value={format} onChange={(e) => setFormat(e.currentTarget.value)}>
                {Object.entries(FORMATS).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {words.explore.exportCodebook}
              <select value={columns} onChange={(e) => setColumns(e.currentTarget.value)}>
                <option value="native">{words.explore.exportNative}</option>
                {data?.items.map((c) => (
                  <option key={c.name} value={c.name}>
                    {c.title}
                  </option>
                ))}
              </select>
            </label>
            <label class="check">
              <input
                type="checkbox"
                checked={reviewed}
                onChange={(e) => setReviewed(e.currentTarget.checked)}
              />
              {words.explore.exportReviewed}
            </label>
          </div>
          <div class="dialog-actions">
            <a class="button primary" href={exportAddress(filters, format, columns, reviewed)} download="">
              {words.explore.exportDownload}
            </a>
            <a href="/api/corrections" download="">
              {words.explore.corrections}
            </a>
          </div>
        </Dialog>
      )}
    </>
  );
}
