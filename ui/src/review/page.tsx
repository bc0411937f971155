// Review: one incident at a time with its tellings beside the decision, all by keyboard.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useResource } from "../api/resource";
import type { IncidentAnswer, Queue, Telling, Written } from "../api/types";
import { DecisionLine } from "../evidence/history";
import { numbersOf } from "../evidence/numbers";
import { sameSource, TellingCard } from "../evidence/telling-card";
import { type Field, isHarm } from "../evidence/values";
import { incidentAddress } from "../explore/table";
import { headline } from "../shell/format";
import { Loading, Problem, ReviewMark } from "../shell/parts";
import { say as announce } from "../shell/toast";
import { chips, type Filters, readFilters, writeFilters } from "../state/filters";
import { navigate, params } from "../state/router";
import { addressOf } from "../state/view";
import { words } from "../words";
import { HelpDialog, StaleDialog } from "./dialogs";
import { begun, type Mode } from "./drafts";
import { splitReady } from "./forms";
import { COMMANDS, type Command, fieldOf, keyOf, useKeys } from "./keys";
import { numberIn } from "./marked";
import { Panel } from "./panel";
import { type Order, QueueList, queueAddress } from "./queue";
import { useSession } from "./session";

const flip = (list: string[], item: string) =>
  list.includes(item) ? list.filter((i) => i !== item) : [...list, item];

export function ReviewPage(_: { id: string }) {
  const filters = readFilters(params.value);
  const order: Order = params.value.get("order") === "random" ? "random" : "urgency";
  const [after, setAfter] = useState<string | null>(null);
  const [help, setHelp] = useState(false);
  const trail = useRef<string[]>([]);
  const pending = useRef<string | null>(null);
  const queue = useResource<Queue>(queueAddress(filters, order, after));
  const items = queue.data?.items ?? [];
  const id = params.value.get("at") ?? items[0]?.id ?? null;
  const base = id ? `/api/incidents/${encodeURIComponent(id)}` : null;
  const read = useResource<IncidentAnswer>(base);
  const told = useResource<{ tellings: Telling[] }>(base && `${base}/tellings`);
  // What is still shown of the incident before must never be decided on.
  const answer = read.data?.incident.id === id ? read.data : null;
  const tellings = answer && told.from === `${base}/tellings` ? (told.data?.tellings ?? []) : [];
  const numbers = useMemo(() => numbersOf(tellings), [tellings]);

  const address = (to: { filters?: Filters; order?: Order; at?: string | null }) => {
    const query = writeFilters(to.filters ?? filters);
    if ((to.order ?? order) === "random") query.set("order", "random");
    const at = "at" in to ? to.at : id;
    if (at) query.set("at", at);
    return addressOf("/review", query);
  };
  const open = (to: string | null, back = false) => {
    if (id && to !== id && !back) trail.current.push(id);
    navigate(address({ at: to }));
  };
  const following = () => {
    const index = items.findIndex((row) => row.id === id);
    return items[index + 1]?.id ?? (index > 0 ? items[0]?.id : undefined) ?? null;
  };
  const session = useSession(answer, id, (written: Written) => open(written.incidents[0]?.id ?? id));
  const { draft, setDraft, clearDraft, submit } = session;

  const next = () => {
    const index = items.findIndex((row) => row.id === id);
    const to = items[index + 1]?.id;
    if (to) open(to);
    else if (items.length >= 50) {
      setAfter(items.at(-1)?.id ?? null);
      open(null);
    } else announce(words.reviewing.last);
  };
  const previous = () => {
    const to = trail.current.pop();
    if (to) open(to, true);
    else announce(words.reviewing.first);
  };
  const start = (mode: Mode) =>
    setDraft({ mode, field: null, value: undefined, query: "", tellings: [], others: [] });
  const chooseField = (field: Field) => {
    if (field === draft.field && draft.mode === "correct") return;
    if (begun(draft)) announce(words.reviewing.unsaved);
    else setDraft({ mode: "correct", field, value: undefined, query: "" });
  };
  const shown = useRef(id);
  shown.current = id;

  // The one that is shown stays when the queue changes around it.
  const first = params.value.has("at") ? null : (items[0]?.id ?? null);
  const pinned = first ? address({ at: first }) : null;
  useEffect(() => {
    if (pinned) navigate(pinned, { replace: true });
  }, [pinned]);

  /** Accepting and rejecting lead on to the next; a correction stays, since another field may be wrong too. */
  const decideAndGo = async (action: "accept" | "reject") => {
    const to = following();
    if ((await submit({ action, reason: draft.reason })) && shown.current === id) open(to);
  };
  const setFlag = async (field: "background" | "aggregate") => {
    if (answer)
      await submit({ action: "correct", field, value: !answer.incident[field], reason: draft.reason });
  };
  const saveForm = async () => {
    if (!answer) return;
    const { reason } = draft;
    if (draft.mode === "merge") {
      const others = answer.near
        .filter((r) => draft.others.includes(r.id))
        .map((r) => ({ id: r.id, version: r.version }));
      if (!others.length) return announce(words.reviewing.mergeRule);
      const written = await submit({ action: "merge", others, reason });
      if (written?.incidents[0]) open(written.incidents[0].id);
    } else if (draft.mode === "split") {
      if (!splitReady(draft, tellings)) return announce(words.reviewing.splitRule);
      const written = await submit({ action: "split", tellings: draft.tellings, reason });
      if (written && !written.incidents.some((i) => i.id === id) && written.incidents[0])
        open(written.incidents[0].id);
    } else if (draft.mode === "comment") {
      if (!reason.trim()) return announce(words.reviewing.commentRule);
      await submit({ action: "comment", reason });
    }
  };

  const run = (command: Command) => {
    if (command === "next") next();
    else if (command === "previous") previous();
    else if (command === "help") setHelp(true);
    else if (command === "search")
      document.querySelector<HTMLInputElement>(".queue input[type=search]")?.focus();
    else if (command === "undo") void session.takeBack();
    else if (!answer) return;
    else if (answer.layer === "told") announce(words.reviewing.notHere);
    else if (begun(draft)) announce(words.reviewing.unsaved);
    else if (command === "accept" || command === "reject") void decideAndGo(command);
    else if (command === "background" || command === "aggregate") void setFlag(command);
    else start(command);
  };
  const onKey = (key: string): boolean => {
    if (key === "Escape") {
      if (draft.mode === null) return false;
      clearDraft();
      return true;
    }
    const mode = draft.mode;
    const digit = /^[1-9]$/.test(key) ? Number(key) : 0;
    if (mode === "merge" && digit) {
      const row = answer?.near[digit - 1];
      if (row) setDraft({ others: flip(draft.others, row.id) });
      return true;
    }
    if (mode === "split" && digit) {
      const telling = tellings[digit - 1];
      if (telling) setDraft({ tellings: flip(draft.tellings, telling.name) });
      return true;
    }
    if ((mode === "merge" || mode === "split") && key === "Enter") {
      void saveForm();
      return true;
    }
    if (mode === "correct" && !draft.field) {
      const field = fieldOf(key);
      if (field) chooseField(field);
      return field !== null;
    }
    const command = COMMANDS[key as keyof typeof COMMANDS];
    if (!command) return false;
    // A key pressed while the incident is still being read is kept until it has been.
    if (read.loading || told.loading) pending.current = key;
    else run(command);
    return true;
  };
  useKeys(onKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once reading has ended
  useEffect(() => {
    const key = pending.current;
    if (read.loading || told.loading || !key) return;
    pending.current = null;
    onKey(key);
  }, [read.loading, told.loading]);

  /** Words that are marked in a telling become what is looked for, or the number. */
  const onMarked = () => {
    const text = getSelection()?.toString().trim().replace(/\s+/g, " ") ?? "";
    if (!text || text.length > 100 || draft.mode !== "correct" || !draft.field) return;
    if (isHarm(draft.field)) {
      const n = numberIn(text);
      if (n !== null) setDraft({ value: { low: n, best: n, high: n } });
    } else if (["place", "actors", "recipients"].includes(draft.field)) setDraft({ query: text });
  };

  const lookAgain = () => {
    if (session.clash && session.clash.incident !== id) open(session.clash.incident);
    session.closeClash();
    read.reload();
    told.reload();
    queue.reload();
  };
  return (
    <div class="review">
      <h1 class="for-readers">{words.titles.review}</h1>
      <QueueList
        filters={filters}
        order={order}
        queue={queue}
        at={id}
        onFilters={(to) => {
          setAfter(null);
          navigate(address({ filters: to, at: null }));
        }}
        onOrder={(to) => {
          setAfter(null);
          navigate(address({ order: to, at: null }));
        }}
        onOpen={open}
      />
      {read.error && !answer && (
        <section class="subject">
          <Problem error={read.error} retry={read.reload} />
          <button type="button" onClick={() => open(null)}>
            {words.reviewing.nextOne} <kbd>{keyOf("next")}</kbd>
          </button>
        </section>
      )}
      {!id && queue.data && (
        <section class="subject">
          <h2>{chips(filters).length ? words.reviewing.emptyFiltered : words.reviewing.empty}</h2>
          <p>{words.reviewing.emptyHelp}</p>
        </section>
      )}
      {id && !answer && !read.error && <Loading />}
      {answer && (
        <>
          <section
            class="subject"
            aria-label={words.titles.incident}
            onMouseUp={onMarked}
            data-id={answer.incident.id}
          >
            <header>
              <h2>
                <bdi>{headline(answer.incident)}</bdi>
              </h2>
              <p class="quiet">
                <ReviewMark state={answer.incident.review} />{" "}
                {words.evidence.tellingsCount(
                  answer.incident.support.length,
                  answer.incident.reports,
                  answer.incident.outlets,
                )}{" "}
                · <a href={incidentAddress(answer.incident.id)}>{words.explore.openIncident}</a>
              </p>
              {answer.urgency.why.length > 0 && (
                <p class="why">
                  <span class="quiet">{words.reviewing.whyNow}:</span> {answer.urgency.why.join("; ")}
                </p>
              )}
            </header>
            {told.error && <Problem error={told.error} retry={told.reload} />}
            {tellings.map((telling, i) => (
              <TellingCard
                key={telling.name}
                telling={telling}
                number={i + 1}
                sameAs={sameSource(tellings, i)}
                apart={draft.mode === "split" && draft.tellings.includes(telling.name)}
              />
            ))}
            {answer.decisions.length > 0 && (
              <>
                <h3>{words.evidence.decisions}</h3>
                <ol class="decisions">
                  {answer.decisions.map((d) => (
                    <DecisionLine key={d.id} decision={d} canUndo={false} />
                  ))}
                </ol>
              </>
            )}
          </section>
          <Panel
            answer={answer}
            tellings={tellings}
            numbers={numbers}
            session={session}
            onCommand={run}
            onField={chooseField}
            onSaveField={(field, value) =>
              void submit({ action: "correct", field, value, reason: draft.reason })
            }
            onSaveForm={() => void saveForm()}
          />
        </>
      )}
      {help && <HelpDialog onClose={() => setHelp(false)} />}
      {session.clash && (
        <StaleDialog
          clash={session.clash}
          onSee={lookAgain}
          onApply={(version) => {
            if (!session.clash) return;
            const { body, incident } = session.clash;
            void submit(body, { incident, version }).then((written) => written && lookAgain());
          }}
        />
      )}
    </div>
  );
}
