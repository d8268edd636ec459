import type { Stats } from "node:fs";
import { constants, lstat, open, readdir } from "node:fs/promises";
import path from "node:path";
import type { HomeFiles, TakeHomeFile, TakenDataset } from "../../lib/dataset/stored-dataset";
import type { Caller } from "../auth/caller";
import { largestFile } from "../dataset/dataset-file";
import { DatasetSizeError } from "../dataset/dataset-size-error";
import { takeDataset } from "./datasets";
import type { Dependencies } from "./dependencies";
import { HomeFileError } from "./errors";

const filesShown = 200;
const dataFile = /\.(?:csv|arff)$/i;

/** What it is, but not of what it points to: a link could lead out of the folder. */
async function plainFile(file: string): Promise<Stats | null> {
  const facts = await lstat(file).catch(() => null);
  return facts?.isFile() ? facts : null;
}

/** CSV and ARFF files that whoever runs the server has put into the folder of data sets; none without the folder. */
export async function listHomeFiles({ datasetsFolder }: Dependencies): Promise<HomeFiles> {
  const entries = await readdir(datasetsFolder, { withFileTypes: true }).catch((): [] => []);
  const names = entries
    .filter((entry) => entry.isFile() && dataFile.test(entry.name))
    .map(({ name }) => name);
  const listed = names.sort().slice(0, filesShown);
  const found = await Promise.all(
    listed.map(async (name) => {
      const facts = await plainFile(path.join(datasetsFolder, name));
      return facts === null ? [] : [{ name, bytes: facts.size, modifiedAt: facts.mtime.toISOString() }];
    }),
  );
  return { items: found.flat(), more: names.length - listed.length };
}

async function readPlainFile(file: string, name: string): Promise<Uint8Array> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (cause: unknown) => {
      throw new HomeFileError(name, { cause });
    },
  );
  try {
    const facts = await handle.stat();
    if (!facts.isFile()) throw new HomeFileError(name);
    if (facts.size > largestFile) throw new DatasetSizeError(name, "bytes", largestFile);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Keeps a file of the folder of data sets, as an upload. Throws {@link HomeFileError} where it is not one of them. */
export async function takeHomeFile(
  deps: Dependencies,
  { name, actor }: TakeHomeFile & { readonly actor: Caller },
): Promise<TakenDataset> {
  if (path.basename(name) !== name || !dataFile.test(name)) throw new HomeFileError(name);
  const bytes = await readPlainFile(path.join(deps.datasetsFolder, name), name);
  return takeDataset(deps, { name, bytes, origin: "home", actor });
}
