// When: bars over time. Dragging over them, moving the handles by keyboard, or typing days lists only that stretch.
import { useEffect, useRef, useState } from "preact/hooks";
import type { TimelineAnswer } from "../api/types";
import { day } from "../shell/format";
import { number, words } from "../words";
import { binAt, binLabel, binsOf, daysOf, heights, ticks } from "./bins";

const HEIGHT = 62;
const TICK_WIDTH = 78;

interface Props {
  answer: TimelineAnswer | null;
  from: string | null;
  to: string | null;
  onDays: (from: string | null, to: string | null) => void;
}

export function Timeline({ answer, from, to, onDays }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  const [drag, setDrag] = useState<[number, number] | null>(null);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(
      ([entry]) => entry && setWidth(Math.max(100, entry.contentRect.width)),
    );
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const bins = answer?.bins ?? [];
  const chosen = drag ?? binsOf(bins, from, to);
  const [a, b] = chosen ? [Math.min(...chosen), Math.max(...chosen)] : [0, -1];
  const step = width / Math.max(1, bins.length);
  const at = (e: PointerEvent) =>
    binAt(e.clientX - (box.current?.getBoundingClientRect().left ?? 0), width, bins.length);
  const commit = (i: number, j: number) => {
    const span = daysOf(bins, i, j);
    if (span) onDays(span.from, span.to);
  };
  const handle = (which: 0 | 1) => {
    if (!chosen) return null;
    const now = which === 0 ? a : b;
    const bin = bins[now];
    const move = (e: KeyboardEvent) => {
      const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[e.key];
      if (!by) return;
      e.preventDefault();
      const next = Math.min(bins.length - 1, Math.max(0, now + by));
      commit(which === 0 ? Math.min(next, b) : a, which === 0 ? b : Math.max(next, a));
    };
    return (
      <div
        class="brush-handle"
        role="slider"
        tabIndex={0}
        aria-label={which === 0 ? words.explore.fromLabel : words.explore.toLabel}
        aria-valuemin={0}
        aria-valuemax={bins.length - 1}
        aria-valuenow={now}
        aria-valuetext={bin ? day(which === 0 ? bin.from : bin.to) : ""}
        style={{ left: `${(which === 0 ? now : now + 1) * step}px` }}
        onKeyDown={move}
      />
    );
  };
  return (
    <section
      class="timeline"
      aria-label={words.explore.timeline}
      data-shown={bins.reduce((sum, bin) => sum + bin.count, 0)}
    >
      <div class="timeline-head">
        <h2>{words.explore.timeline}</h2>
        {answer && <span class="quiet">{words.explore.by[answer.by]}</span>}
        <label>
          {words.explore.from}
          <input type="date" value={from ?? ""} onChange={(e) => onDays(e.currentTarget.value || null, to)} />
        </label>
        <label>
          {words.explore.to}
          <input type="date" value={to ?? ""} onChange={(e) => onDays(from, e.currentTarget.value || null)} />
        </label>
        {(from || to) && (
          <button type="button" class="small" onClick={() => onDays(null, null)}>
            {words.explore.allDays}
          </button>
        )}
        {!!answer?.undated && <span class="quiet">{words.explore.timelineUndated(answer.undated)}</span>}
      </div>
      <div
        class="brush"
        ref={box}
        title={words.explore.timelineHelp}
        onPointerDown={(e) => {
          if (e.button !== 0 || bins.length === 0 || (e.target as Element).closest(".brush-handle")) return;
          e.currentTarget.setPointerCapture(e.pointerId);
          setDrag([at(e), at(e)]);
        }}
        onPointerMove={(e) => drag && setDrag([drag[0], at(e)])}
        onPointerUp={(e) => {
          if (!drag) return;
          commit(drag[0], at(e));
          setDrag(null);
        }}
        onPointerCancel={() => setDrag(null)}
      >
        <svg width={width} height={HEIGHT + 18} aria-hidden="true">
          {chosen && (
            <rect class="brush-area" x={a * step} y={0} width={(b - a + 1) * step} height={HEIGHT} />
          )}
          {heights(bins).map((share, i) => {
            const bin = bins[i];
            if (!bin || share === 0) return null;
            const tall = share * (HEIGHT - 4);
            return (
              <rect
                key={bin.from}
                class={!chosen || (i >= a && i <= b) ? "bar" : "bar bar-out"}
                x={i * step + Math.min(1, step * 0.1)}
                y={HEIGHT - tall}
                width={Math.max(1, step - Math.min(2, step * 0.2))}
                height={tall}
              >
                <title>{words.explore.bin(binLabel(bin, answer?.by ?? ""), bin.count, bin.killed)}</title>
              </rect>
            );
          })}
          <line class="axis" x1={0} x2={width} y1={HEIGHT} y2={HEIGHT} />
          {ticks(bins.length, Math.floor(width / TICK_WIDTH))
            .filter((i) => i === 0 || i * step + TICK_WIDTH < width + 12)
            .map((i) => (
              <text key={i} class="tick" x={i * step + 1} y={HEIGHT + 13}>
                {binLabel(bins[i] as TimelineAnswer["bins"][number], answer?.by ?? "")}
              </text>
            ))}
        </svg>
        {handle(0)}
        {handle(1)}
      </div>
      <p class="for-readers">
        {bins
          .filter((bin) => bin.count > 0)
          .slice(0, 60)
          .map((bin) => `${binLabel(bin, answer?.by ?? "")}: ${number(bin.count)}`)
          .join("; ")}
      </p>
    </section>
  );
}
