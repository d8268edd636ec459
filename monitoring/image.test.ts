import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import packageLock from "../package-lock.json" with { type: "json" };
import { createOwnRequests } from "../server/auth/own-requests";
import { environmentSchema, readEnvironment } from "../server/env";
import { createEdge } from "../server/http/edge";
import type { Phase } from "../server/http/health";
import { createOrigins } from "../server/http/proxies";
import { createMetrics } from "../server/observability/create-metrics";
import { createLog } from "../server/observability/log";
import {
  execForm,
  imageStage,
  instructions,
  pairsOf,
  parseDockerfile,
  reachesBuild,
} from "./testing/dockerfile";
import { readText } from "./testing/project-file";

const { args, stages } = parseDockerfile(readText("Dockerfile"));
const image = imageStage(stages);

/** The one instruction of a kind in the image's stage. */
function single(keyword: string): string {
  const [text, ...more] = instructions(image, keyword);
  if (text === undefined || more.length > 0) throw new Error(`The image needs one ${keyword}.`);
  return text;
}

const ignoreFile = readText(".dockerignore");

test("the image listens on every interface, on the server's own default ports, and exposes both", () => {
  const env = readEnvironment(pairsOf(image, "ENV"));
  const { PORT, METRICS_PORT } = readEnvironment({});
  expect(env).toMatchObject({ HOST: "0.0.0.0", METRICS_HOST: "0.0.0.0", PORT, METRICS_PORT });
  expect(single("EXPOSE").split(" ")).toEqual([String(PORT), String(METRICS_PORT)]);
});

test("the image sets no variable that nobody reads", () => {
  const read = [...Object.keys(environmentSchema.shape), "NEXT_TELEMETRY_DISABLED"];
  expect(read).toEqual(expect.arrayContaining(Object.keys(pairsOf(image, "ENV"))));
  expect(pairsOf(image, "ENV")).toMatchObject({ NODE_ENV: "production" });
});

test("the server runs as a user of a fixed number that owns none of the files", () => {
  const [, uid, gid] = /^([1-9]\d*):([1-9]\d*)$/.exec(single("USER")) ?? [];
  expect(instructions(image, "RUN").join(" ")).toContain(`useradd --uid ${uid} --gid ${gid} `);
  expect(instructions(image, "COPY").filter((text) => /--ch(own|mod)/.test(text))).toEqual([]);
  const order = image.instructions.map(({ keyword }) => keyword);
  expect(order.indexOf("USER")).toBeGreaterThan(order.lastIndexOf("COPY"));
});

test("signals reach the server", () => {
  expect(single("STOPSIGNAL")).toBe("SIGTERM");
  expect(instructions(image, "ENTRYPOINT")).toEqual([]);
  const [program, ...args] = execForm(single("CMD"));
  expect(program).toBe("node");
  expect(args).toEqual(["dist/server/main.js"]);
});

/** Runs the image's health check against a front door in a phase, or against a closed port. */
async function healthCheckExitCode(phase: Phase | "not listening"): Promise<number> {
  const door = createServer(
    createEdge({
      health: { phase: phase === "not listening" ? "starting" : phase },
      metrics: createMetrics(),
      log: createLog("silent"),
      origins: createOrigins(),
      procedures: new Set(),
      own: { requests: createOwnRequests(), procedures: new Set() },
      subscriptions: new Set(),
      handlers: null,
    }),
  ).listen(0, "127.0.0.1");
  await once(door, "listening");
  const { port } = door.address() as AddressInfo;
  if (phase === "not listening") door.close();
  else onTestFinished(() => void door.close());
  const [, ...args] = execForm(single("HEALTHCHECK"));
  const check = spawn(process.execPath, args, { env: { ...process.env, PORT: String(port) } });
  const [code] = await once(check, "exit");
  return Number(code);
}

test("the health check passes on a ready server only", async () => {
  expect(execForm(single("HEALTHCHECK"))[0]).toBe("node");
  expect(await healthCheckExitCode("ready")).toBe(0);
  expect(await healthCheckExitCode("starting")).toBe(1);
  expect(await healthCheckExitCode("draining")).toBe(1);
  expect(await healthCheckExitCode("not listening")).toBe(1);
});

test("no secret, data row, dependency or earlier build gets from the folder into the build", () => {
  const kept = [
    ".env",
    ".env.local",
    ".git/config",
    "node_modules/pg/package.json",
    "mammography.csv",
    "data/mammography.csv",
    ".microcalc/postgres/data/PG_VERSION",
    ".next/BUILD_ID",
    "dist/server/main.js",
    "prisma/generated/client.ts",
  ];
  expect(kept.filter((file) => reachesBuild(ignoreFile, file))).toEqual([]);
});

test("every stage has the same base, an exact version of a Node.js that the project accepts", () => {
  expect(stages.map(({ base }) => base)).toEqual(stages.map(() => "$BASE"));
  const [, major] = /^node:(\d+)\.\d+\.\d+-bookworm-slim$/.exec(args.BASE ?? "") ?? [];
  const [, floor] = />=(\d+)/.exec(packageJson.engines.node) ?? [];
  expect(Number(major)).toBeGreaterThanOrEqual(Number(floor));
});

test("the image says what it is, of which version and licence, and of which revision it is told", () => {
  expect(pairsOf(image, "LABEL")).toEqual({
    "org.opencontainers.image.title": "Microcalc",
    "org.opencontainers.image.version": packageJson.version,
    "org.opencontainers.image.revision": "$REVISION",
    "org.opencontainers.image.licenses": `LicenseRef-${packageJson.license}`,
  });
  expect(instructions(image, "ARG")).toEqual(["REVISION=unknown"]);
});

test("npm ci finds in the lock file every package it looks for, those of other platforms included", () => {
  const places = new Set(Object.keys(packageLock.packages));
  const missing = Object.entries(packageLock.packages).flatMap(([place, entry]) =>
    Object.keys("optionalDependencies" in entry ? entry.optionalDependencies : {}).filter(
      (name) => !places.has(`${place}/node_modules/${name}`) && !places.has(`node_modules/${name}`),
    ),
  );
  expect(missing).toEqual([]);
});
