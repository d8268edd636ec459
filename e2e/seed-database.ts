import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { SeedScenario } from "../prisma/seed-rows";
import { caseKey } from "./app";

/** Runs `npm run db:seed` as a person would beside a running server, and gives what it said. */
export async function seedDatabase(
  scenario: SeedScenario,
  variables: Readonly<Record<string, string>>,
): Promise<string> {
  const unset = { DATABASE_URL: "", MICROCALC_MODEL: "", CASE_KEY: caseKey };
  const { stdout } = await promisify(execFile)("npm", ["run", "--silent", "db:seed", "--", scenario], {
    cwd: resolve(import.meta.dirname, ".."),
    env: { ...process.env, ...unset, ...variables },
  });
  return stdout;
}
