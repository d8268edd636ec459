import { Gauge, Registry } from "prom-client";
import type { DriftMeasure } from "../../lib/drift/drift-measures";
import type { TrainingStatus } from "../../lib/training/training-run";
import { type MetricFigures, metricNames } from "../../lib/trends/figure";
import type { MetricDeclaration } from "./declaration";
import { keeperMetrics } from "./keeper-metrics";

/** A measure of drift in the latest window; of what a window has too few candidates for there is none. */
interface LiveDrift {
  readonly measure: DriftMeasure;
  /** Whether the page says that it has moved. */
  readonly isAlarm: boolean;
  /** `null` for the combination of features, which is judged by a share. */
  readonly index: { readonly value: number; readonly threshold: number } | null;
}

/** Training runs by state. */
interface LiveJobs {
  readonly counts: Readonly<Record<TrainingStatus, number>>;
  /** When the one that has waited longest was queued, and the one that runs begun; `null` where there is none. */
  readonly oldest: { readonly queued: Date | null; readonly running: Date | null };
}

/** How the champion does and what comes in, as far as it can be told; `null` where it cannot. */
export interface LiveFigures {
  readonly modelVersion: string;
  /** Over the outcomes of the last 30 days, with their intervals. */
  readonly performance: MetricFigures;
  /** What these four are of. */
  readonly outcomes: number;
  readonly positiveOutcomes: number;
  readonly drift: readonly LiveDrift[];
  /** Predictions without an outcome, of all versions and days. */
  readonly outcomesWaiting: number;
  /** When the version became champion. */
  readonly promotedAt: Date | null;
  /** When a day was last counted. */
  readonly rolledUpAt: Date | null;
  /** Days that have changed since they were counted. */
  readonly rollupBacklog: number;
  readonly jobs: LiveJobs;
  /** Rows of the audit trail that wait to be sealed; when the oldest was written, `null` where there is none. */
  readonly auditUnsealed: { readonly events: number; readonly oldestAt: Date | null };
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

type Samples = Readonly<Record<keyof typeof keeperMetrics, readonly Sample[]>>;

/** Of the time of the scrape. */
interface Ages {
  /** Since the figures were read, in seconds. */
  readonly sinceRead: number;
  /** In seconds since then, never below 0. */
  readonly since: (instant: Date) => number;
}

function samplesOf(figures: LiveFigures, { sinceRead, since }: Ages): Samples {
  const labels = { model_version: figures.modelVersion };
  const ofVersion = (value: number | null): Sample[] => [{ labels, value }];
  const { performance, drift, jobs, promotedAt, rolledUpAt, auditUnsealed } = figures;
  const ofIndex = (part: "value" | "threshold") =>
    drift.map(({ measure, index }) => ({ labels: { ...labels, measure }, value: index?.[part] ?? null }));
  return {
    liveAccuracy: ofVersion(performance.accuracy.value),
    livePrecision: ofVersion(performance.precision.value),
    liveRecall: ofVersion(performance.recall.value),
    liveF1: ofVersion(performance.f1.value),
    liveInterval: metricNames.flatMap((figure) =>
      (["low", "high"] as const).map((bound) => ({
        labels: { ...labels, figure, bound },
        value: performance[figure][bound],
      })),
    ),
    liveOutcomes: ofVersion(figures.outcomes),
    livePositiveOutcomes: ofVersion(figures.positiveOutcomes),
    driftIndex: ofIndex("value"),
    driftThreshold: ofIndex("threshold"),
    driftAlarm: drift.map(({ measure, isAlarm }) => ({
      labels: { ...labels, measure },
      value: isAlarm ? 1 : 0,
    })),
    outcomesWaiting: [{ value: figures.outcomesWaiting }],
    promoted: ofVersion(promotedAt && promotedAt.getTime() / 1000),
    rollupBacklog: [{ value: figures.rollupBacklog }],
    jobs: Object.entries(jobs.counts).map(([state, value]) => ({ labels: { state }, value })),
    oldestJob: Object.entries(jobs.oldest).map(([state, instant]) => ({
      labels: { state },
      value: instant === null ? 0 : since(instant),
    })),
    auditUnsealed: [{ value: auditUnsealed.events }],
    auditUnsealedAge: [{ value: auditUnsealed.oldestAt === null ? 0 : since(auditUnsealed.oldestAt) }],
    liveFiguresAge: [{ value: sinceRead }],
    rollupAge: [{ value: rolledUpAt && since(rolledUpAt) }],
  };
}

/** A registry of the moment: a figure that cannot be told has no sample, and nothing of an earlier one is left. */
function registryOf(samples: Partial<Samples>): Registry {
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
      const now = clock();
      const sinceRead = Math.max(0, now - readAt) / 1000;
      const since = (instant: Date) => Math.max(0, now - instant.getTime()) / 1000;
      const samples = samplesOf(figures, { sinceRead, since });
      if (sinceRead <= staleAfterSeconds) return registryOf(samples).metrics();
      // The ages go on when the figures are too old to be exported: they tell that the rest went missing.
      const { liveFiguresAge, rollupAge } = samples;
      return registryOf({ liveFiguresAge, rollupAge }).metrics();
    },
  };
}
