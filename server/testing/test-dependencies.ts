import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Dependencies } from "../services/dependencies";
import { createTestDatabase } from "./database";
import { dependenciesOn } from "./dependencies-on";

/** What services need, on a real database and a folder of its own, with the shipped model. */
export async function createTestDependencies(): Promise<
  Dependencies & { url: string; drop(): Promise<void> }
> {
  const { db, url, drop } = await createTestDatabase();
  const datasetsFolder = await mkdtemp(path.join(tmpdir(), "microcalc-datasets-"));
  const deps = { ...(await dependenciesOn({ db, url })), datasetsFolder };
  return {
    ...deps,
    url,
    drop: async () => {
      await deps.trainingQueue.stop();
      await rm(datasetsFolder, { recursive: true, force: true });
      await drop();
    },
  };
}
