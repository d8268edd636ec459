import { toDate, utcDayOf } from "../../lib/calendar";
import type { CountedDay } from "../../lib/drift/cut-windows";
import type { DriftReference, WindowCounts } from "../../lib/drift/drift-reference";
import type { DriftWindow } from "../../lib/drift/drift-report";
import type { CountedWindow } from "../../lib/drift/report-measures";
import { sumCounts } from "../../lib/drift/sum-counts";
import { type FeatureKey, featureKeys } from "../../lib/features";
import { probabilityEdges } from "../../lib/trends/probability-edges";
import type { Dependencies } from "./dependencies";

/** Whose rolled-up days are meant. */
export interface CountedInputs {
  readonly referenceSha256: string;
  readonly modelVersion: string;
}

/** Days up to and with `to` that have inputs counted by this reference, ascending, with how many. */
export async function daysWithInputs(
  { db }: Dependencies,
  { referenceSha256 }: CountedInputs,
  to: string,
): Promise<CountedDay[]> {
  const rows = await db.$queryRaw<{ day: Date; n: number }[]>`
    SELECT day, (SELECT coalesce(sum(c), 0) FROM unnest(counts) AS c)::int AS n
    FROM daily_inputs
    WHERE reference_sha256 = ${referenceSha256} AND feature = ${featureKeys[0]} AND day <= ${to}::date
    ORDER BY day`;
  return rows.map(({ day, n }) => ({ day: utcDayOf(day), n }));
}

const zeros = (length: number) => new Array<number>(length).fill(0);

interface Asked {
  readonly counted: CountedInputs;
  readonly windows: readonly DriftWindow[];
  /** The last day that counts, be it within a window. */
  readonly until: string;
  readonly reference: DriftReference;
}

/** Nothing counted, in lists as long as they are to be. */
function nothing({ features }: DriftReference): WindowCounts {
  return {
    inputs: Object.fromEntries(featureKeys.map((key) => [key, zeros(features[key].binOf.length)])) as Record<
      FeatureKey,
      number[]
    >,
    said: { probabilities: zeros(probabilityEdges.length - 1), notInside: { hits: 0, of: 0 } },
  };
}

interface AnswersOfDay {
  readonly probabilityCounts: number[];
  readonly inside: number;
  readonly borderline: number;
  readonly outside: number;
}

const toSaid = ({ probabilityCounts, inside, borderline, outside }: AnswersOfDay) => ({
  probabilities: probabilityCounts,
  notInside: { hits: borderline + outside, of: inside + borderline + outside },
});

/** The windows, each with what its days hold together. */
export async function countWindows(
  { db }: Dependencies,
  { counted, windows, until, reference }: Asked,
): Promise<CountedWindow[]> {
  const [first, last] = [windows[0], windows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const day = { gte: toDate(first.from), lte: toDate(until < last.to ? until : last.to) };
  const [inputs, metrics] = await Promise.all([
    db.dailyInputs.findMany({
      where: { day, referenceSha256: counted.referenceSha256 },
      select: { day: true, feature: true, counts: true },
    }),
    db.dailyMetrics.findMany({
      where: { day, modelVersion: counted.modelVersion },
      select: { day: true, probabilityCounts: true, inside: true, borderline: true, outside: true },
    }),
  ]);
  const none = nothing(reference);
  const days = [
    ...inputs.map((row) => ({
      day: row.day,
      counts: { ...none, inputs: { ...none.inputs, [row.feature]: row.counts } },
    })),
    ...metrics.map((row) => ({ day: row.day, counts: { ...none, said: toSaid(row) } })),
  ];
  return windows.map(({ from, to }) => {
    const [begin, end] = [toDate(from), toDate(to)];
    const own = days.filter((row) => row.day >= begin && row.day <= end);
    return { from, counts: sumCounts([none, ...own.map(({ counts }) => counts)]) };
  });
}
