// Where a report comes from: outlet, day, the bytes as received with their hash, and what coded them.
import type { ReportAnswer } from "../api/types";
import { day, when } from "../shell/format";
import { number, words } from "../words";

export function ReportAbout({ answer }: { answer: ReportAnswer }) {
  const { report } = answer;
  const w = words.report;
  const lines: [string, string | null][] = [
    [w.outlet, report.outlet],
    [w.published, report.published && day(report.published)],
    [w.language, report.language],
    [w.characters, number(report.text.length)],
    [w.version, String(answer.version)],
  ];
  return (
    <section class="about">
      <h2>{w.about}</h2>
      <dl class="telling-facts">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value === null ? <span class="quiet">{words.unknown}</span> : <bdi>{value}</bdi>}</dd>
          </div>
        ))}
        {report.url && (
          // Shown, never linked: nothing on the desk leads off this machine.
          <div>
            <dt>{w.address}</dt>
            <dd>
              <code class="url">{report.url}</code>
            </dd>
          </div>
        )}
        <div>
          <dt>{w.snapshot}</dt>
          <dd>
            <a href={`/api/reports/${encodeURIComponent(report.id)}/snapshot`} download="">
              {w.download}
            </a>
            {answer.bytes !== null && <span class="quiet"> {w.bytes(answer.bytes)}</span>}
          </dd>
        </div>
        <div>
          <dt>{w.sha}</dt>
          <dd>
            <code class="hash">{answer.sha256}</code>
          </dd>
        </div>
        {answer.runs.map((run) => (
          <div key={run.id}>
            <dt>{w.runs}</dt>
            <dd>
              {run.program_version} <span class="quiet">{when(run.created)}</span>
              <code class="hash">{String(run.reader).slice(0, 12)}</code>
            </dd>
          </div>
        ))}
      </dl>
      {answer.notes.length > 0 && (
        <>
          <h3>{w.notes}</h3>
          <ul>
            {answer.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
