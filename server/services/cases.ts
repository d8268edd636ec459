import { nearestCases } from "../../lib/cases/case-set";
import type { NearCases, NearestCases } from "../../lib/cases/nearest-cases";
import { type Features, featureKeys, toVector } from "../../lib/features";
import { howToRun } from "../how-to-run";
import type { Dependencies } from "./dependencies";
import type { ServedReferenceSet } from "./reference-set-reader";

/** Vectors that the summary is over: enough for a share to mean something, few enough to be near. */
const considered = 50;

const nothingLoaded: NearCases = {
  set: null,
  loadCommand: `${howToRun("data")} load FILE`,
  cases: [],
  neighbours: { considered: 0, rows: 0, positives: 0 },
};

function caseAt({ vectors }: ServedReferenceSet, index: number) {
  const width = featureKeys.length;
  const features = featureKeys.map((key, feature) => [key, vectors.values[index * width + feature]]);
  return {
    features: Object.fromEntries(features) as Features,
    positives: vectors.positives[index] as number,
    negatives: vectors.negatives[index] as number,
  };
}

/** The known candidates nearest to one, and what the nearest 50 turned out to be. */
export async function findNearestCases(
  deps: Pick<Dependencies, "referenceSet">,
  { features, limit }: NearestCases,
): Promise<NearCases> {
  const set = await deps.referenceSet();
  if (set === null) return nothingLoaded;
  const near = nearestCases(set, toVector(features), considered).map(({ index, distance }) => ({
    ...caseAt(set, index),
    distance,
  }));
  const positives = near.reduce((sum, one) => sum + one.positives, 0);
  const rows = near.reduce((sum, one) => sum + one.positives + one.negatives, 0);
  return {
    set: {
      name: set.name,
      rows: set.rows,
      positives: set.positives,
      vectors: set.vectors.positives.length,
      loadedAt: set.loadedAt.toISOString(),
    },
    loadCommand: null,
    cases: near.slice(0, limit),
    neighbours: { considered: near.length, rows, positives },
  };
}
