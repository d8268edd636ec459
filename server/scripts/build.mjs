// Builds what `npm start` and the container image run: the Prisma client, Next's pages, and the server, its threads and
// the operator's commands bundled into dist/.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { generatePrismaClient } from "../db/generate.mjs";

const root = path.resolve(import.meta.dirname, "..", "..");
const stampFile = path.join(root, "dist", "build-stamp");
const sources = [
  "app",
  "lib",
  "server",
  "docs/openapi.json",
  "prisma/schema.prisma",
  "public",
  "package-lock.json",
  "package.json",
  "next.config.js",
  "instrumentation-client.ts",
];
const skipped = /(\.test\.tsx?|\/testing)$/;

function* filesIn(entry) {
  if (skipped.test(entry)) return;
  if (!statSync(entry).isDirectory()) return void (yield entry);
  for (const name of readdirSync(entry).sort()) yield* filesIn(path.join(entry, name));
}

/** SHA-256 over everything that goes into a build: a build is stale exactly when this differs. */
function stamp() {
  const hash = createHash("sha256").update(process.version);
  for (const source of sources) {
    const entry = path.join(root, source);
    if (!existsSync(entry)) continue;
    for (const file of filesIn(entry)) hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** The operator's commands: each script of package.json that runs a file of its own name in server/cli, as `users`. */
function commandNames() {
  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  return Object.keys(scripts).filter((name) => scripts[name] === `tsx server/cli/${name}.ts`);
}

/** By output: the server, the commands, and the threads that both find in the folder beside theirs. */
function entryPoints() {
  const threads = readdirSync(path.join(root, "server"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("-worker.ts"))
    .map((file) => [`threads/${path.basename(file, ".ts")}`, `server/${file}`]);
  const commands = commandNames().map((name) => [`cli/${name}`, `server/cli/${name}.ts`]);
  return Object.fromEntries([["server/main", "server/main.ts"], ...commands, ...threads]);
}

async function bundleServer() {
  rmSync(path.join(root, "dist"), { recursive: true, force: true });
  await build({
    entryPoints: entryPoints(),
    absWorkingDir: root,
    outdir: "dist",
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "linked",
    logLevel: "warning",
  });
}

/** Builds unless the last build was made of the same sources. */
export async function buildIfStale() {
  const current = stamp();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === current) return;
  console.log("Building. This takes about a minute, once.");
  await generatePrismaClient();
  await bundleServer();
  const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  execFileSync(process.execPath, [next, "build"], { cwd: root, stdio: ["ignore", 2, 2], env });
  writeFileSync(stampFile, current);
}

if (process.argv[1] === import.meta.filename) await buildIfStale();
