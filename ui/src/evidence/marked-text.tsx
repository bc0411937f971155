// A stretch of a report with its spans: coloured lines below the words, a lane a span, and a small word where one begins.

import { pieces } from "./controls";
import { type Kind, type Laid, type Mark, stretches } from "./layout";
import type { Offsets } from "./offsets";

/** Lines of more lanes than these are drawn over one another: there is no room below the words for more. */
const LANES = 4;
const LANE_PX = 4;
const BELOW_PX = 12;

/** Text that may hold control characters. Its textContent is the text without them. */
export function SafeText({ text }: { text: string }) {
  return (
    <>
      {pieces(text).map((piece, i) =>
        piece.control ? (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never move
            key={i}
            class="control-sign"
            role="img"
            aria-label={piece.control.name}
            title={piece.control.name}
            data-short={piece.control.short}
          />
        ) : (
          piece.text
        ),
      )}
    </>
  );
}

/** The lines below the words; the ground of an event's word ends above them. */
function lineStyle(lines: Laid[], trigger: boolean) {
  const below = (m: Laid) => BELOW_PX - Math.min(m.lane, LANES - 1) * LANE_PX;
  return {
    backgroundImage: [
      ...lines.map((m) => `var(--line-${m.kind})`),
      ...(trigger ? ["var(--line-trigger)"] : []),
    ].join(),
    backgroundPosition: [...lines.map((m) => `0 calc(100% - ${below(m)}px)`), "0 0"].join(),
    backgroundSize: [...lines.map(() => "100% 2px"), `100% calc(100% - ${BELOW_PX + 1}px)`].join(),
  };
}

interface Props {
  offsets: Offsets;
  start: number;
  end: number;
  marks: Mark[];
  /** Kinds that are shown; all when left out. */
  shown?: ReadonlySet<Kind>;
  /** Sentence or other stretch that is outlined. */
  outlined?: [number, number] | null;
  onMark?: (mark: Mark) => void;
}

export function MarkedText({ offsets, start, end, marks, shown, outlined, onMark }: Props) {
  const wanted = shown ? marks.filter((m) => shown.has(m.kind)) : marks;
  const outline: Mark[] =
    outlined && outlined[0] < end && outlined[1] > start
      ? [{ start: outlined[0], end: outlined[1], kind: "other", of: "outlined", tag: "" }]
      : [];
  return (
    <>
      {stretches([...wanted, ...outline], start, end).map((s) => {
        const text = offsets.slice(s.start, s.end);
        const here = s.marks.filter((m) => m.of !== "outlined");
        const isOutlined = s.marks.length > here.length;
        const trigger = here.find((m) => m.kind === "trigger");
        const lines = here.filter((m) => m.kind !== "trigger");
        const tags = s.begin.filter((m) => m.tag);
        const style = lines.length ? lineStyle(lines, trigger !== undefined) : undefined;
        const classes = ["seg"];
        if (lines.length) classes.push("seg-lines");
        if (trigger) classes.push("seg-trigger");
        if (isOutlined) classes.push("seg-outlined");
        const shared = {
          class: classes.join(" "),
          style,
          "data-start": s.start,
          "data-kinds": here.map((m) => m.kind).join(" ") || undefined,
          title: here.map((m) => m.tag || m.kind).join(", ") || undefined,
        };
        const inside = (
          <>
            {tags.map((m) => (
              <span
                key={`${m.kind}${m.tag}`}
                class={`tag tag-${m.kind}`}
                data-tag={m.tag}
                aria-hidden="true"
              />
            ))}
            <SafeText text={text} />
          </>
        );
        if (trigger && onMark) {
          return (
            // biome-ignore lint/a11y/useSemanticElements: a <button> cannot flow with the words around it
            <span
              key={s.start}
              {...shared}
              role="button"
              tabIndex={0}
              onClick={() => onMark(trigger)}
              onKeyDown={(e) => {
                if (e.key !== "Enter" && e.key !== " ") return;
                e.preventDefault();
                onMark(trigger);
              }}
            >
              {inside}
            </span>
          );
        }
        return (
          <span key={s.start} {...shared}>
            {inside}
          </span>
        );
      })}
    </>
  );
}
