import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const stamp = join(root, "prisma", "generated", "made-from.sha256");

/**
 * Writes prisma/generated from prisma/schema.prisma, unless it is there for this schema and this Prisma already;
 * returns whether it did. Needs no network.
 */
export async function generatePrismaClient({ force = false } = {}) {
  const manifest = createRequire(import.meta.url).resolve("prisma/package.json");
  const madeFrom = createHash("sha256")
    .update(await readFile(manifest))
    .update(await readFile(join(root, "prisma", "schema.prisma")))
    .digest("hex");
  if (!force && (await readFile(stamp, "utf8").catch(() => "")) === madeFrom) return false;
  await promisify(execFile)(process.execPath, [join(dirname(manifest), "build", "index.js"), "generate"], {
    cwd: root,
    env: {
      // Prisma wants to download this engine before it generates, which does not use it: any executable will do.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
  });
  await writeFile(stamp, madeFrom);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await generatePrismaClient({ force: process.argv.includes("--force") });
}
