// The incident in the terms of a codebook, each value with the rule that gave it.
import { useState } from "preact/hooks";
import { address } from "../api/client";
import { useResource } from "../api/resource";
import type { CodebookName, CodesAnswer } from "../api/types";
import { Loading, Problem } from "../shell/parts";
import { words } from "../words";

export function Codes({ id }: { id: string }) {
  const [chosen, setChosen] = useState("");
  const books = useResource<{ items: CodebookName[] }>("/api/codebooks", false);
  const codes = useResource<CodesAnswer>(
    chosen ? address(`/incidents/${encodeURIComponent(id)}/codes`, { codebook: chosen }) : null,
  );
  const { data, error } = codes;
  const verdict = {
    true: words.evidence.codesIn,
    false: words.evidence.codesOut,
    null: words.evidence.codesOpen,
  };
  return (
    <section class="codes">
      <h2>{words.evidence.codes}</h2>
      <p class="quiet">{words.evidence.codesHelp}</p>
      <label>
        {words.evidence.codebook}{" "}
        <select value={chosen} onChange={(e) => setChosen(e.currentTarget.value)}>
          <option value="">–</option>
          {books.data?.items.map((b) => (
            <option key={b.name} value={b.name}>
              {b.title}
            </option>
          ))}
        </select>
      </label>
      {error && <Problem error={error} retry={codes.reload} />}
      {chosen && !data && !error && <Loading />}
      {chosen && data && (
        <>
          <p>
            <strong>{verdict[String(data.included) as keyof typeof verdict]}</strong> {data.why}
            <span class="quiet"> {data.version}</span>
          </p>
          {/* biome-ignore lint/a11y/useSemanticElements: a part that scrolls is no section of the page */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <div class="scroll-x" tabIndex={0} role="region" aria-label={data.title}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.evidence.column}</th>
                  <th scope="col">{words.evidence.value}</th>
                  <th scope="col">{words.evidence.rule}</th>
                </tr>
              </thead>
              <tbody>
                {data.values.map((v) => (
                  <tr key={v.column}>
                    <th scope="row" title={v.description}>
                      <code>{v.column}</code>
                    </th>
                    <td>{v.value === null ? <span class="quiet">{words.unknown}</span> : String(v.value)}</td>
                    <td class="quiet">{v.rule}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
