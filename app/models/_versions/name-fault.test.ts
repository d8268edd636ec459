import { expect, test } from "vitest";
import { nameFault } from "./name-fault";

const here = { holds: "rf-1", version: "rf-1" };
const elsewhere = { holds: "rf-2", version: "rf-1" };
const nowhere = { holds: null, version: "rf-1" };

test("a name is refused where it is no name, is the champion's, or is on the version already", () => {
  expect(nameFault("", nowhere)).toBe("nameRefused");
  expect(nameFault("Night", nowhere)).toBe("nameRefused");
  expect(nameFault("1st", nowhere)).toBe("nameRefused");
  expect(nameFault("champion", elsewhere)).toBe("nameChampion");
  expect(nameFault("challenger", here)).toBe("nameHere");
});

test("a name may be new, or come from another version", () => {
  expect(nameFault("challenger", nowhere)).toBeNull();
  expect(nameFault("night-shift_2", elsewhere)).toBeNull();
});
