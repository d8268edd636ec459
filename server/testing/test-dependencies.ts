import type { Dependencies } from "../services/dependencies";
import { createTestDatabase } from "./database";
import { dependenciesOn } from "./dependencies-on";

/** What services need, on a real database of its own and with the shipped model. */
export async function createTestDependencies(): Promise<
  Dependencies & { url: string; drop(): Promise<void> }
> {
  const { db, url, drop } = await createTestDatabase();
  const deps = await dependenciesOn({ db, url });
  return {
    ...deps,
    url,
    drop: async () => {
      await deps.trainingQueue.stop();
      await drop();
    },
  };
}
