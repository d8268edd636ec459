import { Gauge, Registry } from "prom-client";
import type { MetricDeclaration } from "./declaration";
import { keeperMetrics } from "./keeper-metrics";

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

type Samples = Partial<Record<keyof typeof keeperMetrics, readonly Sample[]>>;

function samplesOf(figures: LiveFigures): Samples {
  const labels = { model_version: figures.modelVersion };
  const ofVersion = (value: number | null): Sample[] => [{ labels, value }];
  const ofMeasures = (value: "psi" | "threshold") =>
    figures.drift.map((one) => ({ labels: { ...labels, measure: one.measure }, value: one[value] }));
  return {
    liveAccuracy: ofVersion(figures.accuracy),
    livePrecision: ofVersion(figures.precision),
    liveRecall: ofVersion(figures.recall),
    liveF1: ofVersion(figures.f1),
    liveOutcomes: ofVersion(figures.outcomes),
    livePositiveOutcomes: ofVersion(figures.positiveOutcomes),
    driftIndex: ofMeasures("psi"),
    driftThreshold: ofMeasures("threshold"),
    outcomesWaiting: [{ value: figures.outcomesWaiting }],
    promoted: ofVersion(figures.promotedAt && figures.promotedAt.getTime() / 1000),
    rollupBacklog: [{ value: figures.rollupBacklog }],
  };
}

/** A registry of the moment: a figure that cannot be told has no sample, and nothing of an earlier one is left. */
function registryOf(samples: Samples): Registry {
  const registry = new Registry();
  for (const [key, { name, help, ...declared }] of Object.entries<MetricDeclaration>(keeperMetrics)) {
    const told = samples[key as keyof Samples]?.filter(({ value }) => value !== null) ?? [];
    if (told.length === 0) continue;
    const labelNames = Object.keys(declared.labels ?? {});
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
      // The ages go on when the figures are too old to be exported: they tell that the rest went missing.
      const ages = { liveFiguresAge: [{ value: sinceRead }], rollupAge: [{ value: sinceRollup }] };
      const told = sinceRead > staleAfterSeconds ? {} : samplesOf(figures);
      return registryOf({ ...told, ...ages }).metrics();
    },
  };
}
