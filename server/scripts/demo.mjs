// `npm run demo`: `npm start` on a home of its own with made-up data, and an account for each role.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { buildIfStale } from "./build.mjs";

/** What only a server has that others use. */
const ofServers = ["DATABASE_URL", "PUBLIC_URL", "TRUSTED_PROXIES", "AUTH_SECRET"];
const present = ofServers.flatMap((name) => [name, `${name}_FILE`]).filter((name) => process.env[name]);
const production = process.env.NODE_ENV === "production" ? ["NODE_ENV=production"] : [];
const reasons = [...production, ...present.map((name) => `${name} is set`)];

/** Ends with this code, and with the sentence if there is one. */
function end(code, sentence = "") {
  process.stderr.write(sentence);
  process.exit(code);
}

if (reasons.length > 0)
  end(
    1,
    `The demonstration shows its passwords to whoever looks, so it is never run here: ${reasons.join(", ")}.\n`,
  );

process.chdir(path.resolve(import.meta.dirname, "..", ".."));
await buildIfStale();
Object.assign(process.env, {
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
  ROLE: "all",
  // Nobody but whoever sits at this machine.
  HOST: "127.0.0.1",
  METRICS_HOST: "127.0.0.1",
  MICROCALC_HOME: process.env.MICROCALC_HOME || ".microcalc-demo",
  LOG_LEVEL: process.env.LOG_LEVEL || "warn",
});
const prepared = spawnSync(process.execPath, ["--import", "tsx", "server/cli/demo.ts"], { stdio: "inherit" });
if (prepared.status !== 0) end(prepared.status ?? 1);
await import("../../dist/server/main.js");
