import { describe, expect, it } from "vitest";
import { idempotencyKeySchema } from "../../lib/prediction";
import { createIdempotencyKey, sendUnderKey } from "./idempotency-key";

const refusal = (code: string) => Object.assign(new Error(code), { data: { problem: { code } } });

/** Refuses the first `times` sendings with this code; notes the keys. */
function sending(code: string, times: number) {
  const keys: string[] = [];
  const send = async (key: string) => {
    keys.push(key);
    if (keys.length <= times) throw refusal(code);
    return "an answer";
  };
  return { keys, send };
}

describe("an idempotency key", () => {
  it("is one that the server accepts, another one each time", () => {
    expect(idempotencyKeySchema.safeParse(createIdempotencyKey()).success).toBe(true);
    expect(createIdempotencyKey()).not.toBe(createIdempotencyKey());
  });

  it("that was used for something else is replaced, once", async () => {
    const { keys, send } = sending("idempotency_conflict", 1);
    expect(await sendUnderKey("used-before", send)).toBe("an answer");
    expect(keys).toEqual(["used-before", expect.stringMatching(/^[0-9a-f]{32}$/)]);
    const twice = sending("idempotency_conflict", 2);
    await expect(sendUnderKey("used-before", twice.send)).rejects.toThrow("idempotency_conflict");
    expect(twice.keys).toHaveLength(2);
  });

  it("stays with what is refused for another reason, which may have been stored", async () => {
    const { keys, send } = sending("database_unavailable", 1);
    await expect(sendUnderKey("a-key", send)).rejects.toThrow("database_unavailable");
    expect(keys).toEqual(["a-key"]);
  });
});
