// Builds what `npm start` runs: the Prisma client, Next's pages, and the server bundled into dist/.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
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

/** Threads that the server starts; those of commands run from the sources. */
const threads = {
  "train-worker": "server/training/train-worker.ts",
  "grow-worker": "server/training/grow-worker.ts",
  "describe-worker": "server/dataset/describe-worker.ts",
};

async function bundleServer() {
  await build({
    // Side by side: the threads are found beside the bundle that starts them.
    entryPoints: { main: "server/main.ts", ...threads },
    absWorkingDir: root,
    outdir: "dist/server",
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
