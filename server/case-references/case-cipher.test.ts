import { describe, expect, test } from "vitest";
import { createCaseCipher } from "./case-cipher";

const [one, two] = ["of-tests-alone-1f0c77ab52", "of-tests-alone-e2d9904c81"];
const [first, second] = ["0198a1b2-0000-7000-8000-000000000001", "0198a1b2-0000-7000-8000-000000000002"];
const cipher = createCaseCipher({ current: one, previous: null });

describe("a sealed case reference", () => {
  test.for(["A", "CASE 4711", "Ärztehaus #9", "漢".repeat(64), "🂡".repeat(64)])(
    "is opened for the prediction it was sealed for: %s",
    (reference) => {
      const sealed = cipher.seal(reference, first);
      expect(cipher.open(sealed, first)).toBe(reference);
      expect(sealed.length).toBe(37 + Buffer.byteLength(reference));
      if (reference.length > 1) expect(sealed.includes(reference)).toBe(false);
    },
  );

  test("does not open for another prediction, nor after a change of any of its bytes", () => {
    const sealed = cipher.seal("CASE 4711", first);
    expect(cipher.open(sealed, second)).toBeNull();
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect({ at, opened: cipher.open(changed, first) }).toEqual({ at, opened: null });
    }
    for (const bytes of [0, 1, 36]) expect(cipher.open(sealed.subarray(0, bytes), first)).toBeNull();
  });

  test("has a nonce of its own each time, however many there are", () => {
    const nonces = Array.from({ length: 2000 }, () =>
      cipher.seal("CASE 4711", first).subarray(9, 21).toString("hex"),
    );
    expect(new Set(nonces).size).toBe(2000);
  });

  test("opens after a change of keys as long as the one before is given, and not without it", () => {
    const sealed = cipher.seal("CASE 4711", first);
    expect(createCaseCipher({ current: two, previous: one }).open(sealed, first)).toBe("CASE 4711");
    expect(createCaseCipher({ current: two, previous: null }).open(sealed, first)).toBeNull();
  });
});

describe("the hash of a case reference", () => {
  test("is the same for the same reference, with blanks around it and letters composed or not", () => {
    expect(cipher.hash("  Café 7 ")).toEqual(cipher.hash("Café 7"));
    expect(cipher.hash("Cafe\u0301 7")).toEqual(cipher.hash("Café 7"));
  });

  test.for(["Café 77", "Café", "café 7", "Café  7"])("is another one for another reference: %s", (other) => {
    expect(cipher.hash(other)).not.toEqual(cipher.hash("Café 7"));
  });

  test("is another one under another key; both are looked up while both are given", () => {
    const later = createCaseCipher({ current: two, previous: one });
    expect(later.hash("Café 7")).not.toEqual(cipher.hash("Café 7"));
    expect(later.hashes("Café 7")).toEqual([later.hash("Café 7"), cipher.hash("Café 7")]);
    expect(later.previousKeyId).toEqual(cipher.keyId);
  });
});
