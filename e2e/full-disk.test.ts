import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { predictionSchema } from "../lib/prediction";
import { copyPreparedHome } from "../server/testing/prepared-home";
import { aBody } from "../server/testing/submission";
import { createEmptyHome, launch, removeHome, startApp } from "./app";
import { fillDisk, mayMount, mountSmallDisk, unmount } from "./full-disk";
import { dataOf, listOver, post } from "./procedures";

const problemSchema = z.object({
  error: z.object({ data: z.object({ problem: z.object({ code: z.string(), message: z.string() }) }) }),
});

const codeOf = async (response: Response) =>
  problemSchema.parse(await response.json()).error.data.problem.code;

/** A file of so many rows that no page of the database has room for it. */
function largeFile(): { name: string; base64: string } {
  const rows = Array.from({ length: 20_000 }, (_, i) => [0, 1, 2, 3, 4, 5].map((j) => Math.sin(i * 6 + j)));
  const text = rows.map((row, i) => `${row.join(",")},${i % 50 === 0 ? 1 : -1}`).join("\n");
  return { name: "large.csv", base64: Buffer.from(`${text}\n`).toString("base64") };
}

/** Submits until one is refused: what was answered before, and the one that was not. */
async function submitUntilRefused(url: string) {
  const answered: string[] = [];
  for (;;) {
    const body = aBody();
    const response = await post(url, "predictions.create", body);
    if (!response.ok) return { answered, refused: body, code: await codeOf(response) };
    answered.push((await dataOf(response, predictionSchema)).id);
  }
}

describe.skipIf(!(await mayMount()))("a full disk (needs root and the right to mount)", () => {
  let home: string;
  beforeEach(async () => {
    home = await createEmptyHome();
  });
  afterEach(async () => {
    await unmount(home);
    await removeHome(home);
  });

  test("under the embedded Postgres is told as that, stores nothing by half, and is over when there is room", async () => {
    await mountSmallDisk(home, 160);
    await copyPreparedHome(home);
    const app = await startApp({ home, variables: { CANARY_INTERVAL_MS: "0" } });
    try {
      const free = await fillDisk(home);
      const upload = await post(app.url, "datasets.upload", largeFile());
      expect([upload.status, await codeOf(upload)]).toEqual([503, "disk_full"]);
      const { answered, refused, code } = await submitUntilRefused(app.url);
      expect(code).toBe("disk_full");
      await free();
      await expect
        .poll(async () => (await post(app.url, "predictions.create", refused)).status, { timeout: 30_000 })
        .toBe(200);
      const again = await dataOf(await post(app.url, "predictions.create", refused), predictionSchema);
      const stored = (await listOver(app.url)).map(({ id }) => id);
      expect(stored.toSorted()).toEqual([...answered, again.id].toSorted());
      const sets = await post(app.url, "datasets.list", {});
      expect(JSON.stringify(await sets.json())).not.toContain("large.csv");
    } finally {
      await app.stop();
    }
  });

  test("keeps a first start from going on, in one sentence", async () => {
    await mountSmallDisk(home, 16);
    const { ended, log } = launch({ PORT: "0", METRICS_PORT: "0", MICROCALC_HOME: home, LOG_LEVEL: "fatal" });
    expect(await ended).toBe(1);
    expect(log()).toContain("the disk is full");
  });
});
