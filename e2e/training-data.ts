import { readFile } from "node:fs/promises";
import { featureKeys } from "../lib/features";
import { createRandom } from "../lib/random";
import { madeUpRegions } from "../prisma/seed-regions";
import { readModelFiles } from "../server/services/model-files";
import { datasetFile } from "../server/testing/dataset";

/** As many as give a forest a hundred calcifications or more to learn from. */
const madeUpRows = 6000;

interface TrainingFile {
  readonly name: string;
  readonly buffer: Buffer;
}

/** A file to train on: the published data set if it is installed, else made-up rows of the same kind. */
export async function trainingData(): Promise<TrainingFile> {
  if (datasetFile !== undefined) return { name: "mammography.csv", buffer: await readFile(datasetFile) };
  const regions = madeUpRegions(await readModelFiles("data/model"), {
    count: madeUpRows,
    random: createRandom(madeUpRows),
  });
  const lines = regions.map(({ features, positive }) =>
    [...featureKeys.map((key) => features[key]), positive ? 1 : -1].join(","),
  );
  return { name: "made-up.csv", buffer: Buffer.from(`${lines.join("\n")}\n`) };
}
