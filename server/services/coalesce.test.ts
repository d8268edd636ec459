import fc from "fast-check";
import { expect, test } from "vitest";
import { coalesce } from "./coalesce";

const tick = () => new Promise((resolve) => setImmediate(resolve));

test("everyone gets the result of their own item, and no write holds more than the limit", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer(), { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      async (items, limit) => {
        const sizes: number[] = [];
        const double = coalesce<number, number>(async (batch) => {
          sizes.push(batch.length);
          await tick();
          return batch.map((item) => 2 * item);
        }, limit);
        expect(await Promise.all(items.map(double))).toEqual(items.map((item) => 2 * item));
        expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(limit);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(items.length);
      },
    ),
    { numRuns: 50 },
  );
});

test("items that come during a write go together in the next", async () => {
  const batches: number[][] = [];
  const write = coalesce<number, number>(async (batch) => {
    batches.push(batch);
    await tick();
    return batch;
  }, 100);
  await Promise.all([1, 2, 3, 4].map(write));
  expect(batches).toEqual([[1], [2, 3, 4]]);
});

test("a failed write fails all that waited behind it, and the next item is tried again", async () => {
  let attempts = 0;
  const write = coalesce<number, number>(async (batch) => {
    attempts += 1;
    await tick();
    if (attempts === 1) throw new Error("away");
    return batch;
  }, 1);
  const results = await Promise.allSettled([1, 2, 3].map(write));
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(attempts).toBe(1);
  expect(await write(4)).toBe(4);
});
