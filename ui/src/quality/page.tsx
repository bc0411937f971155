// Quality: how often reviewers found the record right, by field, with what that rests on.
import { useResource } from "../api/resource";
import type { FieldShare, Quality } from "../api/types";
import { Figure } from "../charts/figure";
import { Intervals } from "../charts/intervals";
import { Loading, Problem } from "../shell/parts";
import { number, say, words } from "../words";

const known = (f: FieldShare): f is FieldShare & { share: number; low: number; high: number } =>
  f.share !== null && f.low !== null && f.high !== null;

export function QualityPage(_: { id: string }) {
  const { data, error, reload } = useResource<Quality>("/api/quality");
  const w = words.quality;
  if (error && !data) {
    return (
      <div class="text-page">
        <h1>{words.titles.quality}</h1>
        <Problem error={error} retry={reload} />
      </div>
    );
  }
  if (!data) return <Loading />;
  const label = (f: FieldShare) => (f === data.stands ? w.stands : say(words.field, f.field));
  const all = [data.stands, ...data.fields];
  const shown = all.filter(known);
  return (
    <div class="text-page quality">
      <h1>{words.titles.quality}</h1>
      {data.reviewed === 0 ? (
        <>
          <p>{w.nothing}</p>
          <p>
            <a class="button primary" href="/review?order=random">
              {w.start}
            </a>
          </p>
        </>
      ) : (
        <>
          <p>{w.rests(data.reviewed)}</p>
          <p>
            {w.by} {data.decided_by.map((d) => `${d.label} (${number(d.count)})`).join(", ")}
          </p>
          <p class="notice caveat" role="note">
            {w.caveat}
          </p>
          <Figure
            name="quality"
            title={w.title}
            note={w.note}
            columns={[w.field, w.right, w.of, w.share, w.low, w.high]}
            rows={all.map((f) => [label(f), f.right, f.n, f.share, f.low, f.high])}
            wide
          >
            <Intervals
              title={w.title}
              intervals={shown.map((f) => ({
                label: label(f),
                share: f.share,
                low: f.low,
                high: f.high,
                text: w.line(f.right, f.n, f.share, f.low, f.high),
              }))}
            />
          </Figure>
        </>
      )}
      <p>
        <a href="/api/corrections" download="">
          {words.explore.corrections}
        </a>
      </p>
    </div>
  );
}
