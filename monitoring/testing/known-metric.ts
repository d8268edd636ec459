import type { LabelValues } from "../../server/observability/declaration";

/** A name that can be queried. A histogram is three of them, all counters. */
export interface KnownMetric {
  readonly name: string;
  readonly type: "counter" | "gauge";
  /** Who exports it: each process, the keeper alone, Node.js, a rule, or what is not ours. */
  readonly from: "process" | "keeper" | "node" | "rule" | "foreign";
  /** With the values they can have; `null` where nobody lists them. */
  readonly labels: ReadonlyMap<string, LabelValues | null>;
}

export type Catalogue = ReadonlyMap<string, KnownMetric>;
