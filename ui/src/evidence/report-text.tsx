// A report's text with its spans. Only the blocks near the window are built; the others are plain text that the browser
// need not lay out, so that 10 MB do not freeze the page and can still be searched in it.
import { memo } from "preact/compat";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Block, blocks } from "./blocks";
import { harmless } from "./controls";
import type { Kind, Mark } from "./layout";
import { MarkedText } from "./marked-text";
import type { Offsets } from "./offsets";

const NEAR = "1200px 0px";

interface BlockProps {
  block: Block;
  offsets: Offsets;
  marks: Mark[];
  shown: ReadonlySet<Kind>;
  outlined: [number, number] | null;
  force: boolean;
  onMark: (mark: Mark) => void;
}

const TextBlock = memo(function TextBlock({
  block,
  offsets,
  marks,
  shown,
  outlined,
  force,
  onMark,
}: BlockProps) {
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(force);
  useEffect(() => {
    if (near || !box.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: NEAR,
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [near]);
  return (
    <div class="text-block" ref={box} data-built={near || force}>
      {near || force ? (
        <MarkedText
          offsets={offsets}
          start={offsets.toPoints(block.from)}
          end={offsets.toPoints(block.to)}
          marks={marks}
          shown={shown}
          outlined={outlined}
          onMark={onMark}
        />
      ) : (
        harmless(offsets.text.slice(block.from, block.to))
      )}
    </div>
  );
});

interface Props {
  offsets: Offsets;
  marks: Mark[];
  shown: ReadonlySet<Kind>;
  outlined: [number, number] | null;
  onMark: (mark: Mark) => void;
}

const NO_MARKS: Mark[] = [];

/** Each block's marks; a mark over several blocks is in each of them. */
export function marksByBlock(marks: Mark[], list: Block[], offsets: Offsets): Mark[][] {
  const found: Mark[][] = list.map(() => NO_MARKS);
  for (const mark of marks) {
    const from = offsets.toUnits(mark.start);
    const to = offsets.toUnits(mark.end);
    let low = 0;
    let high = list.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle] as Block).to > from) high = middle;
      else low = middle + 1;
    }
    for (let i = low; i < list.length && (list[i] as Block).from < to; i++) {
      if (found[i] === NO_MARKS) found[i] = [];
      (found[i] as Mark[]).push(mark);
    }
  }
  return found;
}

export function ReportText({ offsets, marks, shown, outlined, onMark }: Props) {
  const list = useMemo(() => blocks(offsets.text), [offsets]);
  const byBlock = useMemo(() => marksByBlock(marks, list, offsets), [marks, list, offsets]);
  const box = useRef<HTMLDivElement>(null);
  const [from, to] = outlined ?? [-1, -1];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the two ends say when the outline has moved
  useEffect(() => {
    if (from >= 0) box.current?.querySelector(".seg-outlined")?.scrollIntoView({ block: "center" });
  }, [from, to]);
  return (
    <div class="report-text" ref={box}>
      {list.map((block, i) => {
        const first = offsets.toPoints(block.from);
        const last = offsets.toPoints(block.to);
        const here = outlined !== null && outlined[0] < last && outlined[1] > first;
        return (
          <TextBlock
            key={block.from}
            block={block}
            offsets={offsets}
            marks={byBlock[i] ?? NO_MARKS}
            shown={shown}
            outlined={here ? outlined : null}
            force={here || i === 0}
            onMark={onMark}
          />
        );
      })}
    </div>
  );
}
