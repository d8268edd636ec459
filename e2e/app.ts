import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "../server/db/postgres/free-port";
import { stopPostmaster } from "../server/db/postgres/postmaster";
import { isAlive } from "../server/db/postgres/postmaster-file";
import { copyPreparedHome } from "../server/testing/prepared-home";
import { signInTo } from "./accounts";

const root = resolve(import.meta.dirname, "..");
const homePrefix = "microcalc-e2e-";
const startMilliseconds = 60_000;

/** Of every server that tests start, and of commands beside it. */
export const caseKey = "of-tests-alone-b80d5f12c6e97a43e0";

type Variables = Readonly<Record<string, string>>;

/** A process of the production build, whatever becomes of it. */
export interface Launched {
  readonly pid: number;
  /** Standard output so far. */
  output(): string;
  /** Standard error so far: the log, or the sentence it ended with. */
  log(): string;
  /** Its exit code, `null` when a signal ended it. */
  readonly ended: Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
}

/** A server that answers. */
export interface App extends Launched {
  /** Without a slash at the end. */
  readonly url: string;
  readonly metricsUrl: string;
  readonly port: number;
  readonly metricsPort: number;
  readonly home: string;
  /** Asks it to end and returns its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Ends it, its Postgres, and deletes its home; rejects if it had ended before anybody asked it to. */
  remove(): Promise<void>;
}

/** An empty home that another user's Postgres may enter. Homes of runs that were killed are cleared away. */
export async function createEmptyHome(): Promise<string> {
  await removeAbandonedHomes();
  const home = await mkdtemp(join(tmpdir(), `${homePrefix}${process.pid}-`));
  await chmod(home, 0o711);
  return home;
}

/** The same as after a first start, where one was prepared. */
export async function createHome(): Promise<string> {
  const home = await createEmptyHome();
  await copyPreparedHome(home);
  return home;
}

export async function removeHome(home: string): Promise<void> {
  await stopPostmaster(join(home, "postgres"));
  await rm(home, { recursive: true, force: true });
}

async function removeAbandonedHomes(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(homePrefix)) continue;
    const owner = Number(name.slice(homePrefix.length).split("-")[0]);
    if (!isAlive(owner)) await removeHome(join(tmpdir(), name)).catch(() => undefined);
  }
}

function collect(child: ChildProcess, stream: "stdout" | "stderr"): () => string {
  let text = "";
  child[stream]?.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

/** Runs `dist/server/main.js` with these variables and nothing of the caller's own settings. */
export function launch(variables: Variables): Launched {
  const unset = {
    DATABASE_URL: "",
    MICROCALC_MODEL: "",
    ROLE: "",
    DRAIN_DELAY_MS: "",
    HOST: "",
    METRICS_HOST: "",
    CANARY_INTERVAL_MS: "",
    METRICS_TOKEN: "",
    PUBLIC_URL: "",
    AUTH_SECRET: "of-tests-alone-7c1f09be54d2a836e1",
    CASE_KEY: caseKey,
    CASE_KEY_PREVIOUS: "",
    RETENTION_DAYS: "",
    TRUSTED_PROXIES: "",
    ...{ OIDC_ISSUER: "", OIDC_CLIENT_ID: "", OIDC_CLIENT_SECRET: "", OIDC_NAME: "" },
    SECOND_FACTOR: "",
    // Tests ask for more than a person; what a person may is tried where it says so.
    RATE_LIMIT_PER_MINUTE: "1000000",
  };
  const child = spawn(process.execPath, ["dist/server/main.js"], {
    cwd: root,
    env: { ...process.env, ...unset, NODE_ENV: "production", LOG_LEVEL: "debug", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return {
    pid: child.pid ?? 0,
    output: collect(child, "stdout"),
    log: collect(child, "stderr"),
    ended,
    signal: (signal) => child.kill(signal),
  };
}

async function saidReady(process: Launched): Promise<void> {
  const begun = Date.now();
  let over = false;
  const watch = process.ended.then(() => {
    over = true;
  });
  while (!/^ready http:\/\/localhost:\d+$/m.test(process.output())) {
    if (over || Date.now() - begun > startMilliseconds) {
      process.signal("SIGKILL");
      await watch;
      throw new Error(`The server did not get ready:\n${process.output()}${process.log()}`);
    }
    await Promise.race([watch, new Promise((resolve) => setTimeout(resolve, 20))]);
  }
}

export interface StartOptions {
  /** A home of an earlier start; without it a new one. */
  readonly home?: string;
  readonly variables?: Variables;
  /** Of an earlier start, to be found again under the same addresses; without them any that are free. */
  readonly ports?: Pick<App, "port" | "metricsPort">;
}

/** Starts the production server on ports of its own and waits until it says that it is ready. */
export async function startApp({ home: given, variables, ports }: StartOptions = {}): Promise<App> {
  const home = given ?? (await createHome());
  const { port, metricsPort } = ports ?? { port: await freePort(), metricsPort: await freePort() };
  const launched = launch({
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    MICROCALC_HOME: home,
    ...variables,
  });
  await saidReady(launched);
  if (variables?.ROLE !== "worker") {
    const database = variables?.DATABASE_URL || home;
    await signInTo({ url: `http://localhost:${port}`, output: launched.output(), database });
  }
  let asked = false;
  let fell = false;
  void launched.ended.then(() => {
    fell = !asked;
  });
  const signal = (name: NodeJS.Signals) => {
    asked = true;
    launched.signal(name);
  };
  const stop = (name: NodeJS.Signals = "SIGTERM") => {
    signal(name);
    return launched.ended;
  };
  return {
    ...launched,
    signal,
    url: `http://localhost:${port}`,
    metricsUrl: `http://localhost:${metricsPort}/metrics`,
    port,
    metricsPort,
    home,
    stop,
    remove: async () => {
      const code = await stop();
      await removeHome(home);
      if (fell)
        throw new Error(`The server ended unasked, exit code ${code}:\n${launched.log().slice(-4000)}`);
    },
  };
}
