import type { DescribedDataset } from "@/lib/dataset/stored-dataset";
import type { CsvCell } from "@/lib/spreadsheet/csv";
import { countsByClass } from "./prepare-distribution";
import { shareOf } from "./share-of";

const columns = [
  "feature",
  "from",
  "to",
  "atMinimum",
  "positives",
  "negatives",
  "sharePositive",
  "low",
  "high",
] as const;

/** All bins of all features, the minimum as a bin of no width. */
export function distributionCsv({ reference, contents }: DescribedDataset): {
  columns: readonly string[];
  rows: CsvCell[][];
} {
  const rows = reference.features.flatMap((feature) => {
    const { positives, negatives } = countsByClass(feature, contents.rows);
    const row = (place: readonly CsvCell[], found: number, others: number): CsvCell[] => {
      const share = shareOf(found, found + others);
      return [
        feature.feature,
        ...place,
        found,
        others,
        ...[share?.value, share?.low, share?.high].map((v) => v ?? null),
      ];
    };
    return [
      row([feature.min, feature.min, 1], positives.atMinimum, negatives.atMinimum),
      ...feature.counts.map((_, bin) =>
        row(
          [feature.edges[bin] ?? null, feature.edges[bin + 1] ?? null, 0],
          positives.counts[bin] ?? 0,
          negatives.counts[bin] ?? 0,
        ),
      ),
    ];
  });
  return { columns, rows };
}
