import { Gauge, Registry } from "prom-client";

/** How the champion does and what comes in, as far as it can be told; `null` where it cannot. */
export interface LiveFigures {
  readonly modelVersion: string;
  /** Over the outcomes of the last 30 days, each in [0, 1]. */
  readonly accuracy: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** What these four are of. */
  readonly outcomes: number;
  readonly positiveOutcomes: number;
  /** Population stability index of the latest window, and what it must not exceed, by feature or `score`. */
  readonly drift: readonly { readonly measure: string; readonly psi: number; readonly threshold: number }[];
  /** Predictions without an outcome, of all versions and days. */
  readonly outcomesWaiting: number;
  /** When the version became champion. */
  readonly promotedAt: Date | null;
  /** When a day was last counted. */
  readonly rolledUpAt: Date | null;
  /** Days that have changed since they were counted. */
  readonly rollupBacklog: number;
}

/** What one process of all tells Prometheus: figures out of the database, kept in memory for the scrape. */
export interface LiveMetrics {
  /** From now on the figures are exported while this holds; before, never. */
  exportWhile(held: () => boolean): void;
  /** Whether this process is the one that exports them. */
  held(): boolean;
  show(figures: LiveFigures): void;
  clear(): void;
  /** In Prometheus's text format, nothing where there is nothing to tell. Touches no database. */
  exposition(): Promise<string>;
}

/** Figures that have not been read anew for so long are not exported any more; their age still is. */
export const staleAfterSeconds = 60;

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number | null;
}

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** Every metric of the live figures, declared once. */
function metricsOf(figures: LiveFigures): Metric[] {
  const labels = { model_version: figures.modelVersion };
  const ofVersion = (value: number | null): Sample[] => [{ labels, value }];
  const window =
    "of the champion over the outcomes of the last 30 days; absent where these are too few to tell";
  const ofMeasures = (value: "psi" | "threshold") =>
    figures.drift.map((one) => ({ labels: { ...labels, measure: one.measure }, value: one[value] }));
  return [
    {
      name: "microcalc_live_accuracy_ratio",
      help: `Share of right calls ${window}.`,
      samples: ofVersion(figures.accuracy),
    },
    {
      name: "microcalc_live_precision_ratio",
      help: `Share of the called that were calcifications, ${window}.`,
      samples: ofVersion(figures.precision),
    },
    {
      name: "microcalc_live_recall_ratio",
      help: `Share of the calcifications that were called, ${window}.`,
      samples: ofVersion(figures.recall),
    },
    {
      name: "microcalc_live_f1_ratio",
      help: `Harmonic mean of precision and recall ${window}.`,
      samples: ofVersion(figures.f1),
    },
    {
      name: "microcalc_live_outcomes",
      help: "Outcomes of the last 30 days that the live figures are of: the champion's, determined.",
      samples: ofVersion(figures.outcomes),
    },
    {
      name: "microcalc_live_positive_outcomes",
      help: "Calcifications among these outcomes.",
      samples: ofVersion(figures.positiveOutcomes),
    },
    {
      name: "microcalc_drift_population_stability_index",
      help: "How far the latest candidates are from the champion's reference, by feature and score.",
      samples: ofMeasures("psi"),
    },
    {
      name: "microcalc_drift_population_stability_index_threshold",
      help: "What the index must not exceed; grows with noise where candidates are few.",
      samples: ofMeasures("threshold"),
    },
    {
      name: "microcalc_outcomes_waiting",
      help: "Predictions without an outcome.",
      samples: [{ value: figures.outcomesWaiting }],
    },
    {
      name: "microcalc_champion_promoted_timestamp_seconds",
      help: "When the version became champion, since the epoch.",
      samples: ofVersion(figures.promotedAt && figures.promotedAt.getTime() / 1000),
    },
    {
      name: "microcalc_rollup_backlog",
      help: "Counts that are out of date, one for each day; 0 when all is counted.",
      samples: [{ value: figures.rollupBacklog }],
    },
  ];
}

interface Ages {
  readonly sinceRead: number;
  readonly sinceRollup: number | null;
}

/** Exported for as long as the process is the one to tell: they are what tells that the rest went missing. */
function agesOf({ sinceRead, sinceRollup }: Ages): Metric[] {
  return [
    {
      name: "microcalc_live_figures_age_seconds",
      help: `Time since the live figures were read; above ${staleAfterSeconds} they are not exported.`,
      samples: [{ value: sinceRead }],
    },
    {
      name: "microcalc_rollup_age_seconds",
      help: "Time since a day was last counted; grows while nothing happens, too: see the backlog.",
      samples: [{ value: sinceRollup }],
    },
  ];
}

/** A registry of the moment: a figure that cannot be told has no sample, and nothing of an earlier one is left. */
function registryOf(metrics: readonly Metric[]): Registry {
  const registry = new Registry();
  for (const { name, help, samples } of metrics) {
    const told = samples.filter(({ value }) => value !== null);
    if (told.length === 0) continue;
    const labelNames = Object.keys(told[0]?.labels ?? {});
    const gauge = new Gauge({ name, help, labelNames, registers: [registry] });
    for (const { labels = {}, value } of told) gauge.set(labels, value as number);
  }
  return registry;
}

/** `clock` in milliseconds since the epoch. */
export function createLiveMetrics(clock: () => number = Date.now): LiveMetrics {
  let held = () => false;
  let shown: { readonly figures: LiveFigures; readonly readAt: number } | null = null;
  const seconds = (since: number) => Math.max(0, clock() - since) / 1000;

  return {
    exportWhile: (condition) => {
      held = condition;
    },
    held: () => held(),
    show: (figures) => {
      shown = { figures, readAt: clock() };
    },
    clear: () => {
      shown = null;
    },
    exposition: async () => {
      if (shown === null || !held()) return "";
      const { figures, readAt } = shown;
      const sinceRead = seconds(readAt);
      const sinceRollup = figures.rolledUpAt && seconds(figures.rolledUpAt.getTime());
      const metrics = sinceRead > staleAfterSeconds ? [] : metricsOf(figures);
      return registryOf([...metrics, ...agesOf({ sinceRead, sinceRollup })]).metrics();
    },
  };
}
