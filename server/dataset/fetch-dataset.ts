import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { type DatasetFile, largestFile, parseDatasetBytes, publishedRowsSha256 } from "./dataset-file";

/** Where the rows are published, without a header. */
export const publicSource = "https://raw.githubusercontent.com/jbrownlee/Datasets/master/mammography.csv";

export interface FetchRequest {
  readonly from: string;
  readonly to: string;
  /** Gives up when nothing arrives for so long. */
  readonly silenceMs: number;
  /** Told after each piece; `total` is `null` where the server does not say. */
  readonly onBytes: (received: number, total: number | null) => void;
}

function byHand({ from, to }: FetchRequest, why: string, cause?: unknown): Error {
  const text = `${from} could not be fetched (${why}): obtain mammography.csv by other means and put it at ${to}.`;
  return new Error(text, { cause });
}

/** What went wrong below fetch's "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  return cause instanceof Error && cause.message !== "" ? cause.message : error.message;
}

interface Watch {
  readonly signal: AbortSignal;
  heard(): void;
  stop(): void;
}

/** Aborts after `silenceMs` without a sign of life. */
function watchSilence(silenceMs: number): Watch {
  const controller = new AbortController();
  const giveUp = () => controller.abort(new Error(`nothing arrived for ${silenceMs / 1000} s`));
  let timer = setTimeout(giveUp, silenceMs);
  return {
    signal: controller.signal,
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, silenceMs);
    },
    stop: () => clearTimeout(timer),
  };
}

async function receive(request: FetchRequest, watch: Watch): Promise<Uint8Array> {
  const response = await fetch(request.from, { signal: watch.signal });
  watch.heard();
  if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
  const announced = response.headers.get("content-length");
  const total = announced === null || response.headers.has("content-encoding") ? null : Number(announced);
  const pieces: Uint8Array[] = [];
  let received = 0;
  for await (const piece of response.body as AsyncIterable<Uint8Array>) {
    watch.heard();
    received += piece.length;
    if (received > largestFile) throw new Error(`it sends more than ${largestFile} bytes`);
    pieces.push(piece);
    request.onBytes(received, total);
  }
  return Buffer.concat(pieces);
}

async function download(request: FetchRequest): Promise<Uint8Array> {
  const watch = watchSilence(request.silenceMs);
  try {
    return await receive(request, watch);
  } catch (error) {
    throw byHand(request, watch.signal.aborted ? reasonOf(watch.signal.reason) : reasonOf(error), error);
  } finally {
    watch.stop();
  }
}

/** Holds the rows against the published ones, in words. */
function checkRows(bytes: Uint8Array, from: string): DatasetFile {
  let file: DatasetFile;
  try {
    file = parseDatasetBytes(bytes, path.posix.basename(new URL(from).pathname) || "the answer");
  } catch (error) {
    const [first = ""] = String(error instanceof Error ? error.message : error).split("\n");
    throw new Error(`What ${from} sent is not the published file, nothing was kept: ${first}`, {
      cause: error,
    });
  }
  if (file.rowsSha256 !== publishedRowsSha256) {
    const rows = file.dataset.labels.length;
    throw new Error(
      `What ${from} sent are not the 11,183 published rows, nothing was kept: ${rows} rows, ` +
        `SHA-256 of the rows ${file.rowsSha256} instead of ${publishedRowsSha256}.`,
    );
  }
  return file;
}

/**
 * Fetches the published rows, refuses others, and writes the bytes as they came: the whole file or none. The rows are
 * compared, not the bytes, since the same rows are published with and without a header.
 */
export async function fetchDataset(request: FetchRequest): Promise<DatasetFile> {
  const bytes = await download(request);
  const file = checkRows(bytes, request.from);
  await mkdir(path.dirname(request.to), { recursive: true });
  const partial = `${request.to}.${process.pid}.part`;
  try {
    await writeFile(partial, bytes);
    await rename(partial, request.to);
  } finally {
    await rm(partial, { force: true });
  }
  return file;
}
