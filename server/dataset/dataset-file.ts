import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { canonicalText } from "../../lib/dataset/canonical";
import type { Dataset } from "../../lib/dataset/dataset";
import { readDataset } from "../../lib/dataset/read";
import { howToRun } from "../how-to-run";
import { decodeText } from "./decode-text";

/**
 * Bytes; the published file has 0.85 million. What is larger is another file, and would not fit into memory in time.
 */
export const largestFile = 64 * 2 ** 20;

/** SHA-256 over the canonical text of the 11,183 published rows: the same for every form they are published in. */
export const publishedRowsSha256 = "ccb1fba6bf1576b49f53df7681781013f41e62cc393cd1be2791be4e5e23de71";

export interface DatasetFile {
  readonly name: string;
  readonly dataset: Dataset;
  /** SHA-256 of the bytes. */
  readonly sha256: string;
  /** SHA-256 of the rows' canonical text. */
  readonly rowsSha256: string;
}

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");

/**
 * Reads bytes in one of the published forms; throws a `DatasetError` that names every bad line, or an
 * `EncodingError`.
 */
export function parseDatasetBytes(bytes: Uint8Array, name: string): DatasetFile {
  const dataset = readDataset(decodeText(bytes, name), name);
  return { name, dataset, sha256: sha256(bytes), rowsSha256: sha256(canonicalText(dataset)) };
}

function unreadable(file: string, error: unknown, whenMissing: string): Error {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const advice =
    code === "ENOENT"
      ? `there is no such file${whenMissing}`
      : code === "EACCES"
        ? "this user may not read it"
        : String(code ?? error);
  return new Error(`${file} cannot be read: ${advice}.`, { cause: error });
}

/** The bytes of a file of rows; says in a sentence why it cannot, `whenMissing` at the end if it is not there. */
export async function readBytes(file: string, whenMissing = ""): Promise<Uint8Array> {
  const facts = await stat(file).catch((error: unknown) => {
    throw unreadable(file, error, whenMissing);
  });
  if (!facts.isFile()) throw new Error(`${file} cannot be read: it is not a file.`);
  if (facts.size > largestFile) {
    throw new Error(
      `${file} has ${facts.size} bytes, more than the ${largestFile} that a file of rows may have.`,
    );
  }
  return await readFile(file).catch((error: unknown) => {
    throw unreadable(file, error, whenMissing);
  });
}

/** Reads a file of rows; says in a sentence why it cannot. */
export async function readDatasetFile(file: string): Promise<DatasetFile> {
  const bytes = await readBytes(file, `; ${howToRun("data")} fetch obtains it`);
  return parseDatasetBytes(bytes, path.basename(file));
}
