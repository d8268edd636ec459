import { chmod, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databaseRole } from "../db/postgres/initialise-cluster";
import { runningPostmaster, stopPostmaster } from "../db/postgres/postmaster";
import { isAlive, isPostmasterOf, readPostmasterFile } from "../db/postgres/postmaster-file";
import { clusterIn, embeddedPostgres } from "./postgres-versions";

/** A Postgres of its own for tests that stop, pause or overload it, with the prepared database where there is one. */
export interface TestCluster {
  url(database: string): string;
  /** Shuts it down cleanly; connections are cut and refused. */
  stop(): Promise<void>;
  /** Brings it back on the same port. */
  start(): Promise<void>;
  /** Ends it as a power cut would, as far as a process can tell. */
  kill(): Promise<void>;
  /** Freezes all its processes: connections are accepted by the system, nothing answers. Linux only. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
}

const folderPrefix = "microcalc-test-postgres-";
let count = 0;

interface ClusterOptions {
  /** Its major version; without it the embedded one's. */
  readonly postgres?: number;
  /** Without it 200: several test files, each with a pool of ten. */
  readonly maxConnections?: number;
  /** Other settings of Postgres, by name. */
  readonly settings?: Readonly<Record<string, string>>;
}

export async function createTestCluster(options: ClusterOptions = {}): Promise<TestCluster> {
  const { postgres = embeddedPostgres, maxConnections = 200, settings: others = {} } = options;
  await removeAbandoned();
  count += 1;
  const home = join(tmpdir(), `${folderPrefix}${process.pid}-${count}`);
  await mkdir(home);
  await chmod(home, 0o711);
  const data = await clusterIn(home, postgres);
  // Nothing here has to outlast a power cut.
  const settings = {
    ...others,
    fsync: "off",
    full_page_writes: "off",
    synchronous_commit: "off",
    max_connections: String(maxConnections),
  };
  const port = await runningPostmaster(data, { port: 0, settings });
  const signal = async (name: NodeJS.Signals) => {
    if (!(await signalAll(data.path, name))) throw new Error("This Postgres does not run");
  };
  return {
    url: (database) => `postgresql://${databaseRole}:${data.password}@127.0.0.1:${port}/${database}`,
    stop: () => stopPostmaster(data.path),
    start: async () => {
      await runningPostmaster(data, { port, settings });
    },
    kill: () => signal("SIGKILL"),
    pause: () => signal("SIGSTOP"),
    resume: () => signal("SIGCONT"),
    remove: async () => {
      await stopPostmaster(data.path);
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Whether there was a Postgres on this data directory to signal. */
async function signalAll(dataDirectory: string, signal: NodeJS.Signals): Promise<boolean> {
  const file = await readPostmasterFile(dataDirectory);
  if (file === null || !(await isPostmasterOf(dataDirectory, file.pid))) return false;
  // The parent first: frozen, it makes no more children.
  process.kill(file.pid, signal);
  for (const child of await childrenOf(file.pid)) signalIfAlive(child, signal);
  return true;
}

/** A child may have ended since it was listed. */
function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir("/proc")).map(Number).filter(Number.isInteger);
  const parents = await Promise.all(pids.map(async (pid) => [pid, await parentOf(pid)] as const));
  return parents.filter(([, of]) => of === parent).map(([pid]) => pid);
}

/** Fields of /proc/pid/stat: pid (program) state parent …; the program's name may hold blanks. */
async function parentOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return Number(text.slice(text.lastIndexOf(")") + 1).split(" ")[2]);
}

/** What test runs that were killed left behind. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const owner = Number(name.slice(folderPrefix.length).split("-")[0]);
    if (isAlive(owner)) continue;
    const folder = join(tmpdir(), name);
    const dataDirectory = join(folder, "postgres");
    // Killed while it had its Postgres frozen, a run leaves one that no request to stop reaches.
    await signalAll(dataDirectory, "SIGCONT").catch(() => undefined);
    await stopPostmaster(dataDirectory).catch(() => undefined);
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
