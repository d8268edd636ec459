import { countHeldOut } from "../../lib/drift/drift-reference";
import { featureKeys } from "../../lib/features";
import { heldOutSchema } from "../../lib/model/held-out";
import type { Db } from "../db/client";
import type { ServedModel } from "../services/models";

interface Days {
  readonly model: ServedModel;
  /** The first one, UTC, as `2026-01-31`. */
  readonly from: string;
  readonly days: number;
  /** Candidates a day. */
  readonly perDay: number;
  /** Share of the candidates whose contrast has left its minimum for the highest values, from day `since` on. */
  readonly moved?: { readonly share: number; readonly since: number };
}

/** The golden ratio's fractional part: multiples of it fill [0, 1) as evenly as any sequence, wherever it is cut. */
const golden = (Math.sqrt(5) - 1) / 2;

/** The candidates `from` to `to - 1` of an endless stream that is, in every stretch, as like a sample as can be. */
function stretch(sample: readonly number[], from: number, to: number): number[] {
  const total = sample.reduce((sum, count) => sum + count, 0);
  const counts = sample.map(() => 0);
  for (let candidate = from; candidate < to; candidate++) {
    let left = ((candidate * golden) % 1) * total;
    const bin = sample.findIndex((count) => {
      left -= count;
      return left < 0;
    });
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

function withMoved(counts: readonly number[], moved: number): number[] {
  const gone = Math.min(counts[0] as number, moved);
  return counts.map((count, i) => (i === 0 ? count - gone : i === counts.length - 1 ? count + gone : count));
}

const dayAt = (from: string, i: number) => new Date(Date.parse(from) + i * 86_400_000);

/** Days as the roll-up would leave them, with candidates like the reference's but for what is said to have moved. */
export async function insertRolledUpDays(db: Db, { model, from, days, perDay, moved }: Days): Promise<void> {
  const { reference, card } = model;
  const row = await db.modelVersion.findUniqueOrThrow({
    where: { version: card.version },
    select: { heldOut: true },
  });
  const said = row.heldOut === null ? null : countHeldOut(heldOutSchema.parse(row.heldOut));
  const outside = said === null ? 0 : Math.round((said.notInside.hits / said.notInside.of) * perDay);
  const all = Array.from({ length: days }, (_, i) => i);
  await db.dailyInputs.createMany({
    data: all.flatMap((i) =>
      reference.features.map(({ feature, counts }) => {
        const atMinimum = reference.rows - counts.reduce((sum, count) => sum + count, 0);
        const usual = stretch([atMinimum, ...counts], i * perDay, (i + 1) * perDay);
        const hasMoved = moved !== undefined && i >= moved.since && feature === featureKeys[4];
        return {
          day: dayAt(from, i),
          referenceSha256: card.artefacts.reference.sha256,
          feature,
          counts: hasMoved ? withMoved(usual, Math.round(moved.share * perDay)) : usual,
        };
      }),
    ),
  });
  await db.dailyMetrics.createMany({
    data: all.map((i) => ({
      day: dayAt(from, i),
      modelVersion: card.version,
      predictions: perDay,
      probabilityCounts: stretch(said?.probabilities ?? [1], i * perDay, (i + 1) * perDay),
      ...{ calledPositive: 0, inside: perDay - outside, borderline: outside, outside: 0 },
      ...{ truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0, undetermined: 0 },
      ...{ waiting: perDay, expectedTruePositives: 0, expectedTrueNegatives: 0 },
      ...{ varianceCalled: 0, varianceNotCalled: 0, firstOpinions: 0, firstOpinionsAgreeing: 0 },
      ...{ agreed: 0, dismissed: 0, mindsChanged: 0 },
    })),
  });
}
