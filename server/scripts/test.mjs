// `npm test`: everything that can fail, and one closing line that sums the tests up. What failed is told again at the
// end, where who reads only the last lines of a long log finds it.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { generatePrismaClient } from "../db/generate.mjs";

const root = path.resolve(import.meta.dirname, "..", "..");
const reports = mkdtempSync(path.join(os.tmpdir(), "microcalc-test-"));
const totals = { passed: 0, failed: 0, skipped: 0 };
const failedSteps = [];
const failed = [];
/** Tests that did not run; the name of each says what it lacks. */
const skipped = [];

const ended = (child) => new Promise((resolve) => child.once("close", resolve));

function report(name, code, begun) {
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`── ${name}: ${code === 0 ? "ok" : "FAILED"} in ${seconds} s`);
  if (code !== 0) failedSteps.push(name);
}

/** One of several side by side: what it says is shown when it has ended, in one piece. */
async function sideStep(name, command, args) {
  const begun = performance.now();
  const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended(child)]);
  console.log(`\n── ${name}\n${out}${err}`.trimEnd());
  report(name, code, begun);
}

const isFailed = ({ status }) => status === "failed";

async function tests(project) {
  const begun = performance.now();
  const reportFile = path.join(reports, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  console.log(`\n── ${project} tests`);
  const run = spawn("npx", ["vitest", "run", "--project", project, ...reporters], {
    cwd: root,
    stdio: "inherit",
  });
  report(`${project} tests`, await ended(run), begun);
  if (!existsSync(reportFile)) return;
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
    readFileSync(reportFile, "utf8"),
  );
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  failed.push(...results.filter(isFailed));
  // A file can fail as a whole, before its first test or after its last.
  failed.push(
    ...testResults
      .filter((file) => isFailed(file) && !file.assertionResults.some(isFailed))
      .map(({ name, message }) => ({
        fullName: path.relative(root, name),
        failureMessages: [message || "Failed outside its tests; the log above says why."],
      })),
  );
  skipped.push(...results.filter(({ status }) => status !== "passed" && status !== "failed"));
  totals.passed += numPassedTests;
  totals.failed += numFailedTests;
  totals.skipped += numPendingTests;
}

await generatePrismaClient();
await Promise.all([
  sideStep("types", "npx", ["tsc"]),
  sideStep("build", process.execPath, ["server/scripts/build.mjs"]),
  sideStep("format and lint", "npx", ["biome", "ci", "--error-on-warnings", "."])
    .then(() => sideStep("layers", process.execPath, ["server/scripts/check-layers.mjs"]))
    .then(() => sideStep("dead code", "npm", ["run", "--silent", "check:dead"])),
]);
for (const project of ["unit", "int", "e2e"]) await tests(project);
rmSync(reports, { recursive: true });

for (const { fullName, failureMessages } of failed)
  console.log(`\nfailed: ${fullName}\n${failureMessages.join("\n").slice(0, 2000)}`);
for (const { fullName } of skipped) console.log(`skipped: ${fullName}`);
if (process.env.CI && totals.skipped > 0)
  failedSteps.push(`${totals.skipped} skipped tests, which CI does not allow`);
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join("; ")}.`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = failedSteps.length > 0 ? 1 : 0;
