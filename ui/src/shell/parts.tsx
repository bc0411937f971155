// Small pieces that every page uses.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ApiError } from "../api/errors";
import type { Review } from "../api/types";
import { say, words } from "../words";

/** An error as the server says it: what, where, and what to do. */
export function Problem({ error, retry }: { error: ApiError; retry?: () => void }) {
  return (
    <div class="problem" role="alert">
      <p>
        <strong>{error.what}</strong>
      </p>
      {error.where && (
        <p>
          {words.errors.where}: {error.where}
        </p>
      )}
      {error.remedy && (
        <p>
          {words.errors.remedy}: {error.remedy}
        </p>
      )}
      {retry && (
        <button type="button" onClick={retry}>
          {words.errors.retry}
        </button>
      )}
    </div>
  );
}

export function Loading() {
  return <p class="loading">{words.loading} …</p>;
}

const REVIEW_SIGNS: Record<Review, string> = {
  unreviewed: "○",
  accepted: "✓",
  corrected: "✎",
  rejected: "✕",
};

export function ReviewMark({ state, short = false }: { state: Review; short?: boolean }) {
  return (
    <span class={`mark review-${state}`} title={words.review[state]}>
      <span aria-hidden="true">{REVIEW_SIGNS[state]}</span>
      <span class={short ? "for-readers" : ""}> {words.review[state]}</span>
    </span>
  );
}

export function StatusMark({ status }: { status: string }) {
  const realised = status === "happened" || status === "ongoing";
  return <span class={`mark status ${realised ? "status-real" : "status-not"}`}>{status}</span>;
}

export function TypeMark({ type, modes = [] }: { type: string; modes?: string[] }) {
  return (
    <span class="type-mark">
      <TypeSign type={type} />
      {say(words.type, type)}
      {modes.length > 0 && <span class="quiet"> {modes.map((m) => m.replaceAll("_", " ")).join(", ")}</span>}
    </span>
  );
}

/** Shape and colour of a type, as on the map. */
export function TypeSign({ type }: { type: string }) {
  return <span class={`sign sign-${groupOf(type)}`} aria-hidden="true" />;
}

export type TypeGroup = keyof typeof words.typeGroups;

/** The six groups of types that the map tells apart by shape and colour. */
export function groupOf(type: string): TypeGroup {
  switch (type) {
    case "ASSAULT":
      return "assault";
    case "COERCE":
      return "coerce";
    case "PROTEST":
      return "protest";
    case "MOBILIZE":
    case "SANCTION":
      return "force";
    case "ACCUSE":
    case "THREATEN":
    case "REJECT":
    case "REQUEST":
      return "words";
    default:
      return "peace";
  }
}

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  class?: string;
}

/** A modal dialog: the browser keeps the focus inside and gives it back afterwards. */
export function Dialog({ title, onClose, children, class: name }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    const before = document.activeElement as HTMLElement | null;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      if (dialog?.open) dialog.close();
      before?.focus?.();
    };
  }, []);
  return (
    <dialog
      ref={box}
      class={`dialog ${name ?? ""}`}
      aria-label={title}
      onCancel={(e) => {
        e.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2>{title}</h2>
        <button type="button" class="plain" onClick={onClose} aria-label={words.close}>
          ✕
        </button>
      </header>
      {children}
    </dialog>
  );
}
