import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { projectRoot } from "../testing/project-file";
import { type KillReport, noKills } from "./kill-report";

/** What an interrupted drill had done, for the next one of the same seed to go on from. */
export interface Progress {
  read(): Promise<KillReport>;
  write(report: KillReport): Promise<void>;
  clear(): Promise<void>;
}

/** Of a drill that begins anew each time. */
export const noProgress: Progress = {
  read: async () => noKills,
  write: async () => undefined,
  clear: async () => undefined,
};

export function openProgress(seed: number): Progress {
  const file = path.join(projectRoot, ".microcalc-drill", `kill-${seed}.json`);
  return {
    read: async () => {
      const text = await readFile(file, "utf8").catch(() => null);
      return text === null ? noKills : { ...noKills, ...(JSON.parse(text) as KillReport) };
    },
    write: async (report) => {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, `${JSON.stringify(report)}\n`);
    },
    clear: () => rm(file, { force: true }),
  };
}
