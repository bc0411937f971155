"""The recorded figures beside what they are to reach: python benchmarks/table.py

Reads benchmarks/results; runs nothing. A figure that was not recorded is shown as missing.
"""

from __future__ import annotations

import json
from functools import reduce
from typing import Any

from recording import RESULTS

ROWS = (
    ("MUC-4 template filling, F1", "muc4", "f1", 0.53),
    ("  reports with one incident", "muc4", "one.f1", None),
    ("  reports with several", "muc4", "several.f1", None),
    ("  as received, in capitals", "muc4", "as_received.f1", None),
    ("  PerpInd", "muc4", "PerpInd.f1", None),
    ("  PerpOrg", "muc4", "PerpOrg.f1", None),
    ("  Target", "muc4", "Target.f1", None),
    ("  Victim", "muc4", "Victim.f1", None),
    ("  Weapon", "muc4", "Weapon.f1", None),
    ("re3d entities, strict F1", "re3d", "f1", 0.70),
    ("CAMEO source and target, strict F1, held-out fold", "cameo_ner", "f1", 0.65),
    ("CAMEO, cross-validated", "crossvalidated", "cameo.f1", 0.65),
    ("PLOVER root, accuracy, held-out fold", "plover", "accuracy", 0.80),
    ("PLOVER root, macro F1, held-out fold", "plover", "macro_f1", None),
    ("PLOVER root, accuracy, cross-validated", "crossvalidated", "plover.accuracy", 0.80),
    ("RAMS arguments given the trigger, F1", "roles", "rams.arguments.f1", None),
    ("WikiEvents arguments given the trigger, F1", "roles", "wikievents.arguments.f1", None),
    ("WikiEvents triggers found, F1", "roles", "wikievents.triggers_found.f1", None),
    ("LGL, names given (tuned)", "geoparsing", "lgl_given", 0.88),
    ("LGL, names given, held out", "geoparsing", "heldout_lgl_given", 0.88),
    ("GeoVirus, names given (tuned)", "geoparsing", "geovirus_given", 0.92),
    ("GeoVirus, names given, held out", "geoparsing", "heldout_geovirus_given", 0.92),
    ("LGL from the text (tuned)", "geoparsing", "lgl_found", 0.70),
    ("LGL from the text, held out", "geoparsing", "heldout_lgl_found", 0.70),
    ("GeoVirus from the text (tuned)", "geoparsing", "geovirus_found", 0.78),
    ("GeoVirus from the text, held out", "geoparsing", "heldout_geovirus_found", 0.78),
    ("Place of an event, exact span or none, held out", "event_place", "heldout", 0.80),
    ("Phrases to actors, own table", "actors", "right", 0.92),
    ("  of them wrongly matched (at most)", "actors", "wrongly_matched", 0.02),
    ("Entity chains of ECB+, CoNLL F1, held out", "chains", "ecb.heldout.conll", 0.824),
    ("Entity chains of MEANTIME, CoNLL F1, held out", "chains", "meantime.heldout.conll", 0.727),
    ("Role fillers of MUC-4 joined, pairs F1, held out", "chains", "muc4.heldout.pairs", 0.75),
    ("Who says so: words of the source, F1", "attribution", "source.f1", 0.75),
    ("  words of the cue, F1", "attribution", "cue.f1", 0.75),
    ("  words of the content, F1", "attribution", "content.f1", 0.80),
    ("  the content's source, F1 of pairs", "attribution", "linked.f1", 0.75),
    ("Did it happen, Pearson's r", "factuality", "pearson", 0.82),
    ("MEANTIME certainty, macro F1", "status", "meantime.certainty", 0.70),
    ("MEANTIME polarity, macro F1", "status", "meantime.polarity", 0.70),
    ("MEANTIME past or future, macro F1", "status", "meantime.time", 0.70),
    ("PLOVER past or future, macro F1, held-out fold", "status", "plover.modality", 0.85),
    ("MUC-4 stage of execution, macro F1", "status", "muc4.stage", 0.60),
    ("MUC-4 confidence of a claim, macro F1, held out", "claims", "macro_f1", 0.65),
    ("Number killed, reports with one", "harm", "killed", 0.75),
    ("Number injured, reports with one", "harm", "injured", 0.70),
    ("None killed, reports with none", "harm", "none", 0.90),
    ("Places changing hands, own sentences, blind", "control_after", "right", 0.90),
    ("All questions at once, own reports, blind", "questions", "after.right", 0.85),
    ("Relative and nested places, own table", "places", "right", 0.95),
    ("Branching ratio's interval holds the truth, of 200", "analysis", "recovery.varying.branching.covered", None),
    ("  p of a binomial test against 0.95", "analysis", "recovery.varying.branching.binomial_p", 0.01),
    ("Background's interval, p of the test", "analysis", "recovery.varying.background.binomial_p", 0.01),
    ("Change points' interval, p of the test", "analysis", "recovery.changes.binomial_p", 0.01),
    ("No effect of losses told as none, of 60", "analysis", "recovery.territory.null_told_nothing", 60),
    ("Hawkes fit of 20,000 events, s (at most)", "analysis", "speed.hawkes_s", 20),
    ("Knox test of 5,000 events, s (at most)", "analysis", "speed.knox_s", 60),
    ("  all in a dozen towns, s (at most)", "analysis", "speed.knox_crowded_s", 60),
    ("Distinct names placed a second, one core", "geoparsing", "names_a_second", 2000),
    ("dateline code, times BERT-base alone", "speed", "times_bert_base", 6.0),
    ("dateline code --fast, times BERT-base alone", "speed", "times_bert_base_fast", 12.0),
    ("Desk, 100,000 incidents: slowest answer, ms (at most)", "web", "slowest_ms", 300),
    ("  first map in a browser, s (at most)", "web", "first_map_s", 3.0),
    ("memory, MB (at most)", "speed", "peak_memory_mb", 1200),
    ("cold start on the examples, s (at most)", "speed", "cold_examples_s", 3.0),
)
"""Title, benchmark, path of the figure, and what it is to reach (None: nothing is asked)."""


def figure(benchmark: str, path: str) -> Any:
    """A recorded figure by its dotted path, None where it was not recorded."""
    file = RESULTS / f"{benchmark}.json"
    if not file.is_file():
        return None
    start: Any = json.loads(file.read_text(encoding="utf-8"))["figures"]
    return reduce(lambda at, key: at.get(key) if isinstance(at, dict) else None, path.split("."), start)


def main() -> None:
    figures = {(benchmark, path): figure(benchmark, path) for _, benchmark, path, _ in ROWS}
    for title, benchmark, path, aim in ROWS:
        value = figures[benchmark, path]
        shown = "not recorded" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
        print(f"{title:52} {shown:>12}  {'' if aim is None else f'to reach {aim}'}".rstrip())
    print(json.dumps({f"{benchmark}.{path}": value for (benchmark, path), value in figures.items()}))


if __name__ == "__main__":
    main()
