// The desk: which page stands at which address. Pages are loaded when they are first shown.
import { type ComponentType, render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { begin, markReady, offline } from "./api/client";
import { Loading } from "./shell/parts";
import { Shell } from "./shell/shell";
import { followLinks, navigate, path, route } from "./state/router";
import { words } from "./words";

interface Shown {
  page: keyof typeof words.titles;
  id?: string;
}

type Pages = Exclude<Shown["page"], "missing">;

const LOADERS: Record<Pages, () => Promise<ComponentType<{ id: string }>>> = {
  explore: () => import("./explore/page").then((m) => m.ExplorePage),
  incident: () => import("./evidence/incident-page").then((m) => m.IncidentPage),
  report: () => import("./evidence/report-page").then((m) => m.ReportPage),
  reports: () => import("./reports/page").then((m) => m.ReportsPage),
  review: () => import("./review/page").then((m) => m.ReviewPage),
  analysis: () => import("./analysis/page").then((m) => m.AnalysisPage),
  overview: () => import("./overview/page").then((m) => m.OverviewPage),
  quality: () => import("./quality/page").then((m) => m.QualityPage),
};

/** The page of an address. Ids may hold slashes and colons, so everything after the page's name is the id. */
export function pageOf(at: string): Shown {
  const [, page = "", rest = ""] = /^\/([^/]*)\/?(.*)$/.exec(at) ?? [];
  if (page === "") return { page: "explore" };
  if (page === "incident" || page === "report") {
    if (!rest) return { page: "missing" };
    try {
      return { page, id: decodeURIComponent(rest) };
    } catch {
      return { page: "missing" };
    }
  }
  return page in LOADERS && !rest ? { page: page as Pages } : { page: "missing" };
}

const loaded = new Map<string, ComponentType<{ id: string }>>();

function Desk() {
  const shown = pageOf(path.value);
  const { page } = shown;
  const [, redraw] = useState(0);
  useEffect(() => {
    if (page === "missing" || loaded.has(page)) return;
    const end = begin();
    LOADERS[page]()
      .then((component) => {
        loaded.set(page, component);
        redraw((n) => n + 1);
      })
      .catch(() => {
        offline.value = true;
      })
      .finally(end);
  }, [page]);
  const Page = loaded.get(shown.page);
  const place = `${shown.page}/${shown.id ?? ""}`;
  return (
    <Shell page={shown.page} title={words.titles[shown.page]} place={place}>
      {shown.page === "missing" ? (
        <section class="text-page">
          <h1>{words.titles.missing}</h1>
          <p>{words.missing.text}</p>
          <p>
            <a href="/explore">{words.missing.back}</a>
          </p>
        </section>
      ) : Page ? (
        <Page key={place} id={shown.id ?? ""} />
      ) : (
        <Loading />
      )}
    </Shell>
  );
}

if (path.value === "/") navigate(`/explore${location.search}`, { replace: true });
document.addEventListener("click", followLinks);
const desk = document.getElementById("desk");
if (desk) render(<Desk />, desk);
markReady(() => pageOf(route.value.path).page);
