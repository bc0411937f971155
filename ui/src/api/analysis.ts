// The JSON objects of the analyses, as `/api/analysis/…` and `--format json` of the command line give them.

export interface Basis {
  definition: string[];
  source: string;
  data: string;
  left_out: Record<string, number>;
}

export interface SeriesRow {
  from: string;
  events: number | null;
  low: number | null;
  best: number | null;
  high: number | null;
  untold: number | null;
  reports: number | null;
  outlets: number | null;
  [facet: string]: string | number | null;
}

export interface ReviewedShare {
  accepted: number;
  rejected: number;
  unreviewed: number;
  precision: number | null;
  low: number | null;
  high: number | null;
}

export interface SeriesAnswer extends Basis {
  step: Step;
  facet: string | null;
  harm: string;
  rows: SeriesRow[];
  gaps: string[];
  partial: string[];
  in_gaps: number;
  review: ReviewedShare | null;
}

export type Step = "day" | "week" | "month";

export interface Ratio {
  value: number;
  low: number;
  high: number;
  p: number;
}

export interface ChangesAnswer extends Basis {
  step: Step;
  steps: string[];
  counts: number[];
  bayesian: {
    number: number;
    number_probability: number[];
    changes: { at: number; low: number; high: number; before: number; after: number }[];
    probability: number[];
    dispersion: number;
  };
  pelt: { start: number; end: number; mean: number }[];
  trend: {
    yearly: Ratio;
    dispersion: number;
    seasons: number | null;
    peak: number | null;
    trough: number | null;
  } | null;
  no_trend: string | null;
  gaps: string[];
  partial: string[];
}

export interface Estimate {
  value: number;
  low: number | null;
  high: number | null;
}

export interface Stretch {
  from: string;
  to: string;
  observed: number;
  events: number | null;
  background: number;
  rate: number;
}

export interface HawkesAnswer extends Basis {
  events: number;
  background: string;
  branching: Estimate;
  half_life: Estimate;
  rate: Estimate;
  aic: number;
  aic_background_alone: number;
  rescaled: { statistic: number; p: number; serial: number };
  held_out: { gain: number; error: number; folds: number };
  branching_by_draw: number[];
  constant: { branching: Estimate; half_life: Estimate; aic: number } | null;
  curve: Stretch[];
}

export interface KnoxCell {
  km_from: number;
  km_to: number;
  days_from: number;
  days_to: number;
  pairs: number;
  expected: number;
  ratio: number | null;
  chance_low: number | null;
  chance_high: number | null;
  p: number;
}

export interface RepeatsAnswer extends Basis {
  knox: { cells: KnoxCell[]; events: number; deals: number };
}

export interface Loss {
  place: string;
  lost_by: string;
  gained_by: string | null;
  from: string;
  to: string;
  source: string;
  country: string | null;
  size: string | null;
}

export interface Effect {
  window: number;
  after: Ratio;
  before: Ratio;
  weeks: number;
  events: number;
  difference: Ratio | null;
}

export interface Specification {
  /** Each choice by its name, in words; the window in days. */
  choice: Record<string, string | number>;
  events: number;
  losses: number;
  ratio: Ratio | null;
  why_not: string | null;
}

export interface TerritoryAnswer extends Basis {
  answer: "more" | "fewer" | "the data do not tell";
  words: string;
  reasons: string[];
  losses: Loss[];
  comparison: string[] | null;
  gaps: string[];
  weeks: string[];
  counts: number[];
  main: Effect;
  compared: Effect | null;
  of_comparison: Effect | null;
  placebo: { estimates: number[]; p: number };
  around: { since: number; until: number; ratio: Ratio }[];
  lags: { weeks: Ratio[]; together: Ratio };
  agreement: {
    estimated: number;
    not_estimated: number;
    above: number;
    clearly_above: number;
    clearly_below: number;
    low: number;
    middle: number;
    high: number;
  } | null;
  without: Record<string, Ratio | null>;
  specifications: Specification[];
}
