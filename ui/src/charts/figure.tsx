// A plot with its title, its data as a table, and the buttons that save both.
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { say as announce } from "../shell/toast";
import { number, words } from "../words";
import { type Cellish, saveCsv, savePng, saveSvg } from "./save";

/** Rows beyond these are in the CSV file alone: a page of more of them would not scroll. */
const MOST_ROWS = 1500;

interface Props {
  name: string;
  title: string;
  note?: string;
  columns: string[];
  rows: Cellish[][];
  children: ComponentChildren;
  wide?: boolean;
}

export function Figure({ name, title, note, columns, rows, children, wide = false }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const svg = () => box.current?.querySelector("svg");
  const png = async () => {
    const plot = svg();
    if (plot) await savePng(`dateline-${name}`, plot).catch((e) => announce(String(e.message)));
  };
  return (
    <figure class={wide ? "plot plot-wide" : "plot"} data-plot={name}>
      <figcaption>
        <h2>{title}</h2>
        <span class="plot-save">
          <button
            type="button"
            class="plain small"
            onClick={() => {
              const plot = svg();
              if (plot) saveSvg(`dateline-${name}`, plot);
            }}
          >
            SVG
          </button>
          <button type="button" class="plain small" onClick={png}>
            PNG
          </button>
          <button
            type="button"
            class="plain small"
            onClick={() => saveCsv(`dateline-${name}`, columns, rows)}
          >
            CSV
          </button>
        </span>
      </figcaption>
      {note && <p class="quiet">{note}</p>}
      {rows.length === 0 ? (
        <p class="quiet">{words.charts.nothing}</p>
      ) : (
        <div
          ref={box}
          class="plot-box"
          {...(wide ? { tabIndex: 0, role: "group", "aria-label": title } : {})}
        >
          {children}
        </div>
      )}
      {rows.length > 0 && (
        <details>
          <summary>{words.charts.table}</summary>
          {/* biome-ignore lint/a11y/useSemanticElements: a part that scrolls is no section of the page */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <div class="plot-table" tabIndex={0} role="region" aria-label={title}>
            <table>
              <thead>
                <tr>
                  {columns.map((c) => (
                    <th key={c} scope="col">
                      {c}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.slice(0, MOST_ROWS).map((row) => (
                  <tr key={row.join("\t")}>
                    {row.map((value, i) => (
                      <td key={columns[i]}>
                        {typeof value === "number" ? number(value) : (value ?? words.unknown)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {rows.length > MOST_ROWS && <p class="quiet">{words.charts.more(MOST_ROWS, rows.length)}</p>}
        </details>
      )}
    </figure>
  );
}
