// An incident: what is disputed, what is recorded and on what it rests, every telling in its words, history and codes.
import { useEffect } from "preact/hooks";
import { useResource } from "../api/resource";
import type { IncidentAnswer, Row, Telling } from "../api/types";
import { incidentAddress } from "../explore/table";
import { PlaceMap } from "../map/place-map";
import { days, headline, placeName, rangeShort } from "../shell/format";
import { Loading, Problem, ReviewMark, StatusMark, TypeMark } from "../shell/parts";
import { say, words } from "../words";
import { Codes } from "./codes";
import { Disputes, FieldList } from "./fields";
import { History } from "./history";
import { type Numbers, numbersOf, TellingNumbers } from "./numbers";
import { sameSource, TellingCard } from "./telling-card";

function Account({ answer, numbers }: { answer: IncidentAnswer; numbers: Numbers }) {
  if (!answer.account.length) return null;
  return (
    <section>
      <h2>{words.evidence.account}</h2>
      <p class="account" title={words.evidence.accountHelp}>
        {answer.account.map((clause) => (
          <span key={clause.text}>
            <bdi>{clause.text}</bdi> <TellingNumbers tellings={clause.support} numbers={numbers} />{" "}
          </span>
        ))}
      </p>
    </section>
  );
}

function Claims({ answer, numbers }: { answer: IncidentAnswer; numbers: Numbers }) {
  const { claims } = answer.incident;
  return (
    <section>
      <h2>{words.evidence.claims}</h2>
      {claims.length === 0 && <p class="quiet">{words.evidence.noClaims}</p>}
      <ul class="claims">
        {claims.map((c) => (
          <li key={`${c.by} ${c.kind}`}>
            <bdi>
              <strong>{c.actor?.name ?? c.by}</strong>
            </bdi>{" "}
            <span class="mark">{c.kind}</span>
            {c.link !== "unknown" && <span class="quiet"> {c.link}</span>}
            <span class="quiet">{c.sources.length > 0 && ` ${c.sources.join("; ")}`} </span>
            <TellingNumbers tellings={c.tellings} numbers={numbers} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function NearList({ rows }: { rows: Row[] }) {
  if (!rows.length) return <p class="quiet">{words.evidence.noNear}</p>;
  return (
    <ul class="near">
      {rows.map((row) => {
        const killed = row.harm.find((h) => h.kind === "killed");
        return (
          <li key={row.id}>
            <a href={incidentAddress(row.id)}>
              <TypeMark type={row.type} modes={row.modes} /> · <bdi>{placeName(row.place)}</bdi> ·{" "}
              {days(row.from, row.to)}
            </a>
            {killed && ` · ${rangeShort(killed)} ${words.harm.killed}`}{" "}
            <ReviewMark state={row.review} short />
            <bdi class="near-quote">{row.quote}</bdi>
          </li>
        );
      })}
    </ul>
  );
}

export function IncidentPage({ id }: { id: string }) {
  const base = `/api/incidents/${encodeURIComponent(id)}`;
  const { data: answer, error, reload } = useResource<IncidentAnswer>(base);
  const told = useResource<{ tellings: Telling[] }>(`${base}/tellings`);
  const tellings = told.data?.tellings ?? [];
  useEffect(() => {
    if (answer) document.title = `${headline(answer.incident)} – ${words.name}`;
  }, [answer]);
  if (error && !answer) {
    return (
      <div class="text-page">
        <h1>{words.titles.incident}</h1>
        <Problem error={error} retry={reload} />
      </div>
    );
  }
  if (!answer) return <Loading />;
  const { incident } = answer;
  const numbers = numbersOf(tellings);
  const spot =
    incident.place?.lat != null && incident.place.lon != null
      ? { lat: incident.place.lat, lon: incident.place.lon, radius_km: incident.place.radius_km }
      : null;
  return (
    <div class="text-page incident" data-version={incident.version}>
      <header class="page-head">
        <div>
          <h1>
            <bdi>{headline(incident)}</bdi>
          </h1>
          <p class="quiet">
            <ReviewMark state={incident.review} /> <StatusMark status={incident.status} />{" "}
            {words.evidence.tellingsCount(incident.support.length, incident.reports, incident.outlets)}.{" "}
            {incident.independent !== null && words.evidence.independent(incident.independent)}{" "}
            <code>{incident.id}</code> · {words.evidence.version(incident.version)} ·{" "}
            {words.evidence.confidence} {Math.round(incident.confidence * 100)} %
          </p>
        </div>
        {answer.layer === "incidents" && (
          <a class="button primary" href={`/review?at=${encodeURIComponent(incident.id)}`}>
            {words.evidence.review}
          </a>
        )}
      </header>
      {answer.layer === "told" && <p class="notice">{words.evidence.toldOnly}</p>}
      {incident.withdrawn.length > 0 && (
        <p class="notice">{words.evidence.withdrawnReports(incident.withdrawn.length)}</p>
      )}
      <Disputes incident={incident} numbers={numbers} tellings={tellings} />
      <div class="columns">
        <div class="column-fields">
          <Account answer={answer} numbers={numbers} />
          <section>
            <h2>{words.evidence.fields}</h2>
            <FieldList incident={incident} numbers={numbers} />
          </section>
          {spot && <PlaceMap key={incident.id} spot={spot} label={say(words.field, "place")} />}
          <Claims answer={answer} numbers={numbers} />
        </div>
        <section class="column-tellings" aria-label={words.evidence.tellings}>
          <h2>{words.evidence.tellings}</h2>
          {told.error && <Problem error={told.error} retry={told.reload} />}
          {tellings.map((telling, i) => (
            <TellingCard
              key={telling.name}
              telling={telling}
              number={i + 1}
              sameAs={sameSource(tellings, i)}
            />
          ))}
        </section>
      </div>
      <Codes id={incident.id} />
      <section>
        <h2>{words.evidence.near}</h2>
        <p class="quiet">{words.evidence.nearHelp}</p>
        <NearList rows={answer.near} />
      </section>
      <History answer={answer} />
    </div>
  );
}
