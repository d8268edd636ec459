import { readFileSync } from "node:fs";
import { type Dataset, vectorOfRows } from "../lib/dataset/dataset";
import { readDataset } from "../lib/dataset/read";
import { featureKeys } from "../lib/features";
import type { FeatureReference } from "../lib/model/card";
import { type HeldOut, verdictCode } from "../lib/model/held-out";
import type { Model } from "../lib/model/model";
import { createRandom, type Random, randomInteger } from "../lib/random";
import { readModelFiles } from "../server/services/model-files";
import { datasetFile } from "../server/testing/dataset";
import type { Said } from "./drift-rows";

/** Candidates to draw windows from. */
export interface DriftSource {
  readonly name: string;
  readonly model: Model;
  /** Shape (rows × 6,), row by row. */
  readonly values: Float64Array;
  /** What held-out models said of each row. */
  readonly said: Said;
  /** `null` where the rows are drawn from histograms. */
  readonly dataset: Dataset | null;
}

/** A value as one drawn from the reference's bins, even within each. */
function drawValue({ min, edges, counts, shareAtMinimum }: FeatureReference, random: Random): number {
  if (random() < shareAtMinimum) return min;
  let left = random() * counts.reduce((sum, count) => sum + count, 0);
  const bin = counts.findIndex((count) => {
    left -= count;
    return left < 0;
  });
  const [low, high] = [edges[bin] as number, edges[bin + 1] as number];
  return low + random() * (high - low);
}

/** For each of `rows` the vector it holds, as often as the file has each. */
function saidOf({ probability, verdict }: HeldOut, vectors: ArrayLike<number>): Said {
  const inside = verdictCode("inside");
  return {
    probability: Array.from(vectors, (vector) => probability[vector] as number),
    notInside: Array.from(vectors, (vector) => (verdict[vector] === inside ? 0 : 1)),
  };
}

function rowsByVector({ positives, negatives }: HeldOut): number[] {
  return positives.flatMap((count, vector) =>
    new Array<number>(count + (negatives[vector] as number)).fill(vector),
  );
}

/** As many rows as the reference is of, every feature for itself. */
function drawnSource(model: Model, heldOut: HeldOut): DriftSource {
  const random = createRandom(42);
  const { features, rows } = model.reference;
  const vectors = rowsByVector(heldOut);
  return {
    name: "rows drawn from the reference's histograms",
    model,
    values: Float64Array.from({ length: rows * featureKeys.length }, (_, i) =>
      drawValue(features[i % featureKeys.length] as FeatureReference, random),
    ),
    said: saidOf(
      heldOut,
      Array.from({ length: rows }, () => vectors[randomInteger(random, vectors.length)] as number),
    ),
    dataset: null,
  };
}

async function shipped(): Promise<[Model, HeldOut]> {
  const { model, heldOut } = await readModelFiles("data/model");
  if (heldOut === null) throw new Error("The shipped model has no held-out.json.");
  return [model, heldOut];
}

/** Rows drawn from the shipped reference: what its histograms know, and nothing of pairs. */
export const drawnDriftSource = async (): Promise<DriftSource> => drawnSource(...(await shipped()));

/** The published rows where they have been obtained, else drawn ones. */
export async function driftSource(): Promise<DriftSource> {
  const [model, heldOut] = await shipped();
  if (datasetFile === undefined) return drawnSource(model, heldOut);
  const dataset = readDataset(readFileSync(datasetFile, "utf8"), "mammography.csv");
  const said = saidOf(heldOut, vectorOfRows(dataset));
  return { name: "published rows", model, values: dataset.values, said, dataset };
}
