import { existsSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

const candidates = [process.env.MICROCALC_DATA, path.join(root, "data/mammography.csv")];

/** The published file for tests that need its rows; `undefined` where nobody has obtained it. */
export const datasetFile = candidates.find((file) => file !== undefined && file !== "" && existsSync(file));

/** What a skipped test's name ends with, so that a reader of the report knows what to get. */
export const datasetMissing =
  "needs the data set: `npm run data -- fetch`, or MICROCALC_DATA set to the path of mammography.csv";
