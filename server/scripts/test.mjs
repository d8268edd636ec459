// `npm test`: everything that can fail, one step after the other, with one closing line that sums the tests up.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { generatePrismaClient } from "../db/generate.mjs";

const root = path.resolve(import.meta.dirname, "..", "..");
const reports = mkdtempSync(path.join(os.tmpdir(), "microcalc-test-"));
const totals = { passed: 0, failed: 0, skipped: 0 };
const failedSteps = [];
/** Tests that did not run; the name of each says what it lacks. */
const skipped = [];

function step(name, command, args) {
  const begun = performance.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", env: process.env });
  console.log(
    `── ${name}: ${status === 0 ? "ok" : "FAILED"} in ${((performance.now() - begun) / 1000).toFixed(1)} s`,
  );
  if (status !== 0) failedSteps.push(name);
}

function tests(project) {
  const report = path.join(reports, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  step(`${project} tests`, "npx", ["vitest", "run", "--project", project, ...reporters]);
  if (!existsSync(report)) return;
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
    readFileSync(report, "utf8"),
  );
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  skipped.push(...results.filter(({ status }) => status !== "passed" && status !== "failed"));
  totals.passed += numPassedTests;
  totals.failed += numFailedTests;
  totals.skipped += numPendingTests;
}

await generatePrismaClient();
step("format and lint", "npx", ["biome", "ci", "--error-on-warnings", "."]);
step("types", "npx", ["tsc"]);
step("layers", process.execPath, ["server/scripts/check-layers.mjs"]);
step("dead code", "npx", ["knip"]);
tests("unit");
tests("int");
tests("e2e");
rmSync(reports, { recursive: true });

for (const { fullName } of skipped) console.log(`skipped: ${fullName}`);
if (process.env.CI && totals.skipped > 0)
  failedSteps.push(`${totals.skipped} skipped tests, which CI does not allow`);
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join("; ")}.`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = failedSteps.length > 0 ? 1 : 0;
