import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { signInTo } from "../e2e/accounts";

/** The production server on a home of its own. */
export interface BenchServer {
  readonly url: string;
  readonly metricsUrl: string;
  /** From the start of the process to the line `ready …`. */
  readonly bootMilliseconds: number;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** What it wrote until it was ready. */
function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("ready http")) resolve(output);
    });
    child.once("exit", (code) => reject(new Error(`The server ended with ${code} before it was ready.`)));
  });
}

/** A folder for a home, which Postgres' own user may enter. */
export const makeHome = () => mkdtemp(path.join(os.tmpdir(), "microcalc-bench-"));
export const removeHome = (home: string) => rm(home, { recursive: true, force: true });

/** Starts the built server on `home` and waits until it takes requests. */
export async function startServer(home: string): Promise<BenchServer> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const begun = performance.now();
  const child = spawn(process.execPath, ["dist/server/main.js"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      METRICS_TOKEN: "",
      AUTH_SECRET: "",
      CASE_KEY: "",
      PUBLIC_URL: "",
      ...{ OIDC_ISSUER: "", OIDC_CLIENT_ID: "", OIDC_CLIENT_SECRET: "", OIDC_NAME: "" },
      SECOND_FACTOR: "",
      // Of one account as fast as it is answered.
      RATE_LIMIT_PER_MINUTE: "10000000",
      MICROCALC_HOME: home,
      DATABASE_URL: "",
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const output = await untilReady(child);
  const bootMilliseconds = performance.now() - begun;
  const url = `http://127.0.0.1:${port}`;
  await signInTo({ url, output, database: home });
  return {
    url,
    metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
    bootMilliseconds,
    stop: async () => {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}
