import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { expect, test } from "vitest";

test.skipIf(process.platform !== "linux")(
  "a log that goes to a full disk neither ends the process nor keeps it from ending (needs Linux's /dev/full)",
  () => {
    const script = `
      import { createLog } from "./server/observability/log.ts";
      const log = createLog("info");
      for (let i = 0; i < 50; i++) {
        log.info({ i }, "a line");
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      process.stdout.write("still there");`;
    const full = openSync("/dev/full", "w");
    const args = ["--import", "tsx", "--input-type=module", "--eval", script];
    const { stdout, status } = spawnSync(process.execPath, args, {
      stdio: ["ignore", "pipe", full],
      encoding: "utf8",
      timeout: 30_000,
    });
    closeSync(full);
    expect([stdout, status]).toEqual(["still there", 0]);
  },
);
