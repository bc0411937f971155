// Pointing at one of many steps of a plot: by mouse or finger, and by the arrow keys when it has the focus.
import type { ComponentChildren } from "preact";
import { words } from "../words";

/** The step under a position of the plot, from 0 on; the nearest where it is outside. */
export function stepAt(x: number, left: number, right: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(((x - left) / (right - left)) * count)));
}

/** The step that a key leads to; null for a key that leads nowhere. */
export function stepByKey(key: string, at: number | null, count: number): number | null {
  const far = Math.max(2, Math.round(count / 10));
  const by: Record<string, number> = {
    ArrowRight: 1,
    ArrowUp: 1,
    ArrowLeft: -1,
    ArrowDown: -1,
    PageUp: far,
    PageDown: -far,
  };
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const move = by[key];
  if (!move) return null;
  if (at === null) return move > 0 ? 0 : count - 1;
  return Math.min(count - 1, Math.max(0, at + move));
}

interface Props {
  label: string;
  count: number;
  at: number | null;
  onAt: (at: number | null) => void;
  /** What is read out of the step pointed at, above the plot; null while none is. */
  text: string | null;
  /** What stands beside that: a link to what is pointed at. */
  beside?: ComponentChildren;
  /** Where the steps begin and end, and how wide the plot is, in its own units. */
  left: number;
  right: number;
  width: number;
  children: ComponentChildren;
}

export function Pointing({ label, count, at, onAt, text, beside, left, right, width, children }: Props) {
  const point = (e: PointerEvent & { currentTarget: HTMLElement }) => {
    const box = e.currentTarget.querySelector("svg")?.getBoundingClientRect();
    if (box?.width) onAt(stepAt(((e.clientX - box.left) / box.width) * width, left, right, count));
  };
  return (
    <>
      <Readout text={text}>{beside}</Readout>
      <div
        class="pointing"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={count - 1}
        aria-valuenow={at ?? 0}
        aria-valuetext={text ?? words.charts.point}
        onPointerMove={point}
        onPointerDown={point}
        onKeyDown={(e) => {
          if (e.key === "Escape") onAt(null);
          const next = stepByKey(e.key, at, count);
          if (next === null) return;
          e.preventDefault();
          onAt(next);
        }}
      >
        {children}
      </div>
    </>
  );
}

/** The values of what is pointed at, above the plot; it keeps its height, so that nothing jumps. */
function Readout({ text, children }: { text: string | null; children?: ComponentChildren }) {
  return (
    <p class="readout" data-readout="">
      {text ?? <span class="quiet">{words.charts.point}</span>} {children}
    </p>
  );
}
