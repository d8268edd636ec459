import { spawn } from "node:child_process";
import { once } from "node:events";
import { type BenchRow, paired, toRow } from "./bench";
import { makeHome, removeHome, startServer } from "./server";

const pairs = 5;

async function bootMilliseconds(home: string): Promise<number> {
  const server = await startServer(home);
  await server.stop();
  return server.bootMilliseconds;
}

/** The least a Node program with these pages needs: loading Next and nothing else. */
async function bareMilliseconds(): Promise<number> {
  const begun = performance.now();
  await once(spawn(process.execPath, ["-e", "require('next')"], { stdio: "ignore" }), "exit");
  return performance.now() - begun;
}

/** Process start to `ready` on an existing home, database included, against a process that only loads Next. */
export async function bootBench(): Promise<BenchRow[]> {
  const home = await makeHome();
  try {
    await bootMilliseconds(home);
    const measured = await paired(pairs, () => bootMilliseconds(home), bareMilliseconds);
    return [toRow("boot to ready / process that loads Next", "ms", measured)];
  } finally {
    await removeHome(home);
  }
}
