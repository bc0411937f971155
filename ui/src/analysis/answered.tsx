// What surrounds every analysis: waiting, too little data, names offered, and below it what the answer rests on.
import type { ComponentChildren } from "preact";
import type { Basis } from "../api/analysis";
import { address } from "../api/client";
import { type Resource, useResource } from "../api/resource";
import type { ArchiveInfo } from "../api/types";
import { Problem } from "../shell/parts";
import { number } from "../words";
import { analysis as w } from "../words/analysis";
import { type Asked, type Call, commandOf, offered, queryOf } from "./asked";

export function useAnswer<T extends Basis>(asked: Asked, call: Call, ready = true): Resource<T> {
  return useResource<T>(ready ? address(`/analysis/${call}`, queryOf(asked, call)) : null);
}

interface Props<T extends Basis> {
  asked: Asked;
  call: Call;
  answer: Resource<T>;
  onAsk: (asked: Asked) => void;
  children: (data: T) => ComponentChildren;
}

export function Answered<T extends Basis>({ asked, call, answer, onAsk, children }: Props<T>) {
  const { data, error, loading, reload } = answer;
  if (error && !loading) {
    const names = offered(error.remedy);
    if (error.kind === "TooLittleData") {
      return (
        <div class="too-little" role="status" data-too-little={call}>
          <h2>{w.tooLittle}</h2>
          <p>{`${error.what.charAt(0).toUpperCase()}${error.what.slice(1)}.`}</p>
          <p>{error.remedy}</p>
        </div>
      );
    }
    return (
      <>
        <Problem error={error} retry={reload} />
        {names.length > 0 && (
          <p class="offered">
            {w.offered}:{" "}
            {names.map((name) => (
              <button
                key={name}
                type="button"
                class="small"
                onClick={() => onAsk({ ...asked, actor: [name] })}
              >
                {name}
              </button>
            ))}
          </p>
        )}
      </>
    );
  }
  return (
    <div class="answered" aria-busy={loading} data-answer={call}>
      {loading && (
        <p class="running" role="status">
          {w.running} … <span class="quiet">{data ? w.stale : w.long}</span>
        </p>
      )}
      {data && (
        <>
          {children(data)}
          <Rests asked={asked} call={call} basis={data} />
        </>
      )}
    </div>
  );
}

function Rests({ asked, call, basis }: { asked: Asked; call: Call; basis: Basis }) {
  const { data: archive } = useResource<ArchiveInfo>("/api/archive");
  const out = Object.entries(basis.left_out).sort((a, b) => b[1] - a[1]);
  return (
    <section class="basis" aria-label={w.basis}>
      <h2>{w.basis}</h2>
      <div class="basis-columns">
        <div>
          <h3>{w.definition}</h3>
          <ul>
            {basis.definition.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
        <div>
          <h3>{w.leftOut}</h3>
          {out.length === 0 ? (
            <p>{w.leftOutNone}</p>
          ) : (
            <ul class="left-out">
              {out.map(([reason, n]) => (
                <li key={reason}>
                  <span class="count">{number(n)}</span> {reason}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      <p>
        <a
          class="button small"
          href={address(`/analysis/${call}`, queryOf(asked, call))}
          download={`dateline-${call}.json`}
        >
          {w.downloadJson}
        </a>
      </p>
      <dl class="basis-facts">
        <dt>{w.source}</dt>
        <dd>{basis.source}</dd>
        <dt>{w.hash}</dt>
        <dd>
          <code>{basis.data}</code>
        </dd>
        <dt>{w.command}</dt>
        <dd>
          <code>{commandOf(asked, call, archive?.name ?? "FILE")}</code>
        </dd>
      </dl>
    </section>
  );
}
