import type { FigureName } from "../../lib/evaluation/ranked-predictions";
import type {
  Figure,
  Quality,
  RowSetQuality,
  VariantQuality,
} from "../../lib/evaluation/repeated-evaluation";
import { table } from "../text-table";
import type { MeasuredVariants } from "./evaluate-variants";

interface Column {
  readonly head: string;
  readonly figure: FigureName;
}

const ranking: readonly Column[] = [
  { head: "average precision", figure: "averagePrecision" },
  { head: "ROC AUC", figure: "rocAuc" },
  { head: "Brier", figure: "brier" },
  { head: "Brier skill", figure: "brierSkill" },
];
const calling: readonly Column[] = [
  { head: "accuracy", figure: "accuracy" },
  { head: "precision", figure: "precision" },
  { head: "recall", figure: "recall" },
  { head: "F1", figure: "f1" },
  { head: "MCC", figure: "mcc" },
];
const finding: readonly Column[] = [
  { head: "FPR 0.5 %", figure: "recallAtHalfPercent" },
  { head: "FPR 1 %", figure: "recallAtOnePercent" },
  { head: "FPR 2 %", figure: "recallAtTwoPercent" },
  { head: "FPR 5 %", figure: "recallAtFivePercent" },
];

const digitsOf = (name: FigureName) => (name === "brier" ? 4 : 3);
const number = (value: number) => value.toLocaleString("en");

function cell(figure: Figure | null, digits: number): string {
  if (figure === null) return "–";
  const { value, low, high } = figure;
  if (low === null || high === null) return value.toFixed(digits);
  return `${value.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
}

const cells = (columns: readonly Column[], { figures }: Quality) =>
  columns.map(({ figure }) => cell(figures[figure], digitsOf(figure)));

const variantsTable = (
  columns: readonly Column[],
  evaluations: readonly VariantQuality[],
  set: "distinct" | "all",
) =>
  table([
    ["variant", ...columns.map(({ head }) => head)],
    ...evaluations.map((one) => [one.variant, ...cells(columns, one[set])]),
  ]);

/** Smallest and largest repeat, and what a mean over single folds would be. */
function spreadTable(evaluations: readonly VariantQuality[], set: "distinct" | "all"): string {
  const spread = (figure: Figure | null) =>
    figure === null ? "–" : `${figure.smallestRepeat.toFixed(3)} to ${figure.largestRepeat.toFixed(3)}`;
  const mean = (value: number | null) => (value === null ? "–" : value.toFixed(3));
  return table([
    ["variant", "average precision", "ROC AUC", "F1", "AP, mean of folds", "ROC AUC, mean of folds"],
    ...evaluations.map((one) => {
      const { figures, meanOverFolds } = one[set];
      return [
        one.variant,
        ...([figures.averagePrecision, figures.rocAuc, figures.f1] as const).map(spread),
        mean(meanOverFolds.averagePrecision),
        mean(meanOverFolds.rocAuc),
      ];
    }),
  ]);
}

const counted = ({ rows, positives }: Quality) => `${number(rows)} rows, ${number(positives)} positive`;

function rowSetReport(evaluations: readonly VariantQuality[], set: "distinct" | "all"): string {
  const [first] = evaluations;
  if (first === undefined) return "";
  const title = set === "distinct" ? "Distinct rows (primary)" : "All rows (to compare with the literature)";
  return [
    `${title}: ${counted(first[set])}. Mean of the repeats [95 % interval]`,
    variantsTable(ranking, evaluations, set),
    "At the operating point “balanced” (library-stock: its own predict)",
    variantsTable(calling, evaluations, set),
    "Recall at a false-positive rate (FPR) of at most",
    variantsTable(finding, evaluations, set),
    "Smallest to largest repeat; mean over single folds",
    spreadTable(evaluations, set),
  ].join("\n\n");
}

function strataReport(variant: string, set: string, { strata }: RowSetQuality): string {
  const rowsFor = (columns: readonly Column[]) =>
    table([
      ["stratum", "rows", "positive", ...columns.map(({ head }) => head)],
      ...strata.map((one) => [one.stratum, number(one.rows), number(one.positives), ...cells(columns, one)]),
    ]);
  const title = `${variant} by which features stand at their minimum, ${set} rows`;
  return [title, rowsFor(ranking), rowsFor(calling), rowsFor(finding)].join("\n\n");
}

/** What the figures mean; goes wherever they go. */
export function definitions(draws: number): string[] {
  return [
    "Held out: no feature vector is on both sides of a split. Forest, calibration and threshold are made from the training side alone.",
    "Distinct rows: each pair of vector and label once in a repeat, where it occurs first. All rows: as they occur.",
    "Figure: all folds' held-out predictions of a repeat together, then the mean over the repeats that have a value.",
    `Interval: 95 %, percentile bootstrap of that mean over feature vectors (${number(draws)} draws, the same for every variant); a drawn vector brings its predictions of all repeats. It tells of other regions, not of another training run.`,
    "Mean over single folds: as cross_val_score would give it; not comparable with the pooled figure.",
    "Average precision: without interpolation. FPR: share of negatives called; no interpolation between thresholds.",
    "Brier skill: 1 - Brier / Brier of always answering the share of positives. MCC: Matthews correlation; – where nothing was called.",
    "always-negative says 0 of every row. library-stock is ml-random-forest with its own defaults; its probability is the share of votes, not calibrated.",
  ];
}

export interface ReportOptions {
  /** The variant whose strata are shown. */
  readonly shipped: string;
  readonly draws: number;
}

/** The whole report as text for a terminal of 140 columns. */
export function evaluationReport(
  { evaluations, shared }: MeasuredVariants,
  { shipped, draws }: ReportOptions,
): string {
  const own = evaluations.find(({ variant }) => variant === shipped);
  const parts = [rowSetReport(evaluations, "distinct"), rowSetReport(evaluations, "all")];
  if (own !== undefined) {
    parts.push(strataReport(shipped, "distinct", own.distinct), strataReport(shipped, "all", own.all));
  }
  parts.push(definitions(draws).join("\n"));
  if (shared.vectors > 0) {
    parts.push(
      `The folds put ${number(shared.vectors)} vectors into several folds of a repeat. Their copies were taken out of ` +
        `the training side whenever one was in the test side: ${number(shared.removedRows)} rows over all folds.`,
    );
  }
  return parts.join("\n\n");
}
