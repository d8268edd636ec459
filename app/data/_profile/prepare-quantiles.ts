import type { DescribedDataset } from "@/lib/dataset/stored-dataset";
import type { FeatureKey } from "@/lib/features";
import { classQuantiles, profileQuantiles } from "../../../lib/dataset/dataset-limits";
import { countsByClass } from "./prepare-distribution";

/** The quantiles of a table's columns: all that is told of all rows or of a class, rising. */
export const quantileColumns: readonly number[] = [
  ...new Set<number>([...profileQuantiles, ...classQuantiles]),
].sort((a, b) => a - b);

export interface QuantileRow {
  readonly feature: FeatureKey;
  readonly group: "all" | "positives" | "negatives";
  /** At `quantileColumns`; `null` where it is not told. */
  readonly values: readonly (number | null)[];
  readonly shareAtMinimum: number | null;
  /** Told of all rows only. */
  readonly distinctValues: number | null;
}

/** Three rows for each feature: all rows, then either class. */
export function prepareQuantiles({ contents, reference }: DescribedDataset): QuantileRow[] {
  return contents.features.flatMap((one, i): QuantileRow[] => {
    const distribution = reference.features[i];
    if (distribution === undefined) return [];
    const counts = countsByClass(distribution, contents.rows);
    // The reference has every percentile of all rows; of a class only a few are told, of a small one none.
    const all = quantileColumns.map((q) => distribution.percentiles[Math.round(q * 100)] ?? null);
    const ofClass = (group: "positives" | "negatives", rows: number): QuantileRow => ({
      feature: one.feature,
      group,
      values: quantileColumns.map((q) => {
        const at = (classQuantiles as readonly number[]).indexOf(q);
        return at === -1 ? null : (one.quantilesByClass[group]?.[at] ?? null);
      }),
      shareAtMinimum: rows === 0 ? null : counts[group].atMinimum / rows,
      distinctValues: null,
    });
    return [
      {
        feature: one.feature,
        group: "all",
        values: all,
        shareAtMinimum: one.shareAtMinimum,
        distinctValues: one.distinctValues,
      },
      ofClass("positives", contents.positives),
      ofClass("negatives", contents.rows - contents.positives),
    ];
  });
}
