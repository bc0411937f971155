// What surrounds every page: skip link, header, banner when the server is gone, messages, focus on a change of page.

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { offline, writes } from "../api/client";
import { useResource } from "../api/resource";
import type { ArchiveInfo } from "../api/types";
import { reviewer } from "../state/reviewer";
import { path } from "../state/router";
import { words } from "../words";
import { toast } from "./toast";

const PAGES = ["explore", "review", "reports", "analysis", "overview", "quality"] as const;

function Header({ archive }: { archive: ArchiveInfo | null }) {
  const now = path.value.split("/")[1] || "explore";
  return (
    <header class="top">
      <a class="brand" href="/explore">
        {words.name}
      </a>
      <nav aria-label={words.nav.label}>
        {PAGES.map((page) => (
          <a key={page} href={`/${page}`} aria-current={now === page ? "page" : undefined}>
            {words.nav[page]}
          </a>
        ))}
      </nav>
      {archive && <span class="archive-name">{archive.name}</span>}
      <label class="reviewer" title={words.reviewerHelp}>
        <span>{words.reviewer}</span>
        <input
          type="text"
          maxLength={80}
          autocomplete="off"
          value={reviewer.value}
          onInput={(e) => {
            reviewer.value = e.currentTarget.value;
          }}
        />
      </label>
    </header>
  );
}

function Banner() {
  if (!offline.value) return null;
  return (
    <div class="banner" role="alert">
      <span>
        {words.errors.offline} {words.errors.offlineRemedy}
      </span>
      <button
        type="button"
        onClick={() => {
          writes.value++;
        }}
      >
        {words.errors.retry}
      </button>
    </div>
  );
}

function Toasts() {
  const now = toast.value;
  return (
    <div class="toasts" role="status" aria-live="polite">
      {now && (
        <div class="toast" key={now.id}>
          <span>{now.text}</span>
          {now.action && (
            <button type="button" onClick={now.action.run}>
              {now.action.label}
            </button>
          )}
          <button
            type="button"
            class="plain"
            aria-label={words.close}
            onClick={() => {
              toast.value = null;
            }}
          >
            ✕
          </button>
        </div>
      )}
    </div>
  );
}

interface ShellProps {
  page: string;
  title: string;
  /** Changes when another page is shown, not when only its query changes. */
  place: string;
  children: ComponentChildren;
}

export function Shell({ page, title, place, children }: ShellProps) {
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const { data: archive } = useResource<ArchiveInfo>("/api/archive");
  useEffect(() => {
    document.title = `${title} – ${words.name}`;
  }, [title]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when the place changes, and only then
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [place]);
  return (
    <>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <Header archive={archive} />
      <Banner />
      {archive?.waiting && <p class="notice">{words.waiting}</p>}
      <main id="main" ref={main} tabIndex={-1} class={`page page-${page}`}>
        {children}
      </main>
      <Toasts />
    </>
  );
}
