// The analyses of the archive's incidents, each as figures to look into. The address holds what is asked.
import { navigate, params } from "../state/router";
import { addressOf } from "../state/view";
import { words } from "../words";
import { analysis as w } from "../words/analysis";
import { type Asked, readAsked, SECTIONS, type Section, writeAsked } from "./asked";
import { ChangesSection } from "./changes";
import { ChoiceForm } from "./form";
import { HawkesSection } from "./hawkes";
import { RepeatsSection } from "./repeats";
import { SeriesSection } from "./series";
import { TerritorySection } from "./territory";

export interface SectionProps {
  asked: Asked;
  onAsk: (asked: Asked) => void;
}

function Shown(props: SectionProps) {
  switch (props.asked.section) {
    case "series":
      return <SeriesSection {...props} />;
    case "changes":
      return <ChangesSection {...props} />;
    case "contagion":
      return (
        <>
          <HawkesSection {...props} />
          <RepeatsSection {...props} />
        </>
      );
    case "territory":
      return <TerritorySection {...props} />;
  }
}

export function AnalysisPage(_: { id: string }) {
  const asked = readAsked(params.value);
  const at = (next: Asked) => addressOf("/analysis", writeAsked(next));
  const onAsk = (next: Asked) => navigate(at(next), { replace: next.section === asked.section });
  // Another kind of analysis has another usual step.
  const to = (section: Section): Asked => ({ ...asked, section, step: null });
  return (
    <div class="text-page analysis">
      <h1>{words.titles.analysis}</h1>
      <nav class="sections" aria-label={w.sectionsLabel}>
        {SECTIONS.map((section) => (
          <a
            key={section}
            href={at(to(section))}
            aria-current={asked.section === section ? "true" : undefined}
          >
            {w.sections[section]}
          </a>
        ))}
      </nav>
      <p class="asks">{w.asks[asked.section]}</p>
      {writeAsked({ ...asked, section: "series" }).size > 0 && (
        <p class="asks">
          <a href={at({ ...readAsked(new URLSearchParams()), section: asked.section })}>{w.reset}</a>
        </p>
      )}
      <ChoiceForm key={asked.section} asked={asked} onAsk={onAsk} />
      <Shown key={asked.section} asked={asked} onAsk={onAsk} />
    </div>
  );
}
