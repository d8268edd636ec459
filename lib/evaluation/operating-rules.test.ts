import { describe, expect, test } from "vitest";
import { operatingRules } from "./operating-rules";

describe("operatingRules", () => {
  test("has the three standard points without being asked", () => {
    expect(operatingRules([])).toEqual([
      { name: "screening", kind: "recall", atLeast: 0.9 },
      { name: "balanced", kind: "f1" },
      { name: "confirming", kind: "precision", atLeast: 0.9 },
    ]);
  });

  test("reads custom points of every kind", () => {
    expect(
      operatingRules([
        "triage=recall:0.95",
        " second_look = precision:.8 ",
        "old=threshold:1",
        "same=f1",
      ]).slice(3),
    ).toEqual([
      { name: "triage", kind: "recall", atLeast: 0.95 },
      { name: "second_look", kind: "precision", atLeast: 0.8 },
      { name: "old", kind: "threshold", at: 1 },
      { name: "same", kind: "f1" },
    ]);
  });

  test("puts a custom rule in the place of the standard one of its name", () => {
    const rules = operatingRules(["screening=recall:0.99"]);
    expect(rules.map(({ name }) => name)).toEqual(["screening", "balanced", "confirming"]);
    expect(rules[0]).toEqual({ name: "screening", kind: "recall", atLeast: 0.99 });
  });

  test.each([
    ["recall:0.95", "it has no name"],
    ["=recall:0.95", 'its name must be 1 to 32 of a-z, 0-9 and _, a letter first; "" is not'],
    ["Triage=recall:0.95", '"Triage" is not'],
    [`${"a".repeat(33)}=recall:0.95`, "its name must be 1 to 32"],
    ["triage=recall", "write name=recall:0.95"],
    ["triage=recall:0.9:0.8", "write name=recall:0.95"],
    ["triage=f1:0.9", '"f1" takes no number'],
    ["triage=sensitivity:0.9", '"sensitivity" is not a rule; known are f1, recall, precision and threshold'],
    ["triage=recall:", "nothing is not a number above 0 and up to 1"],
    ["triage=recall:0", "0 is not a number above 0"],
    ["triage=recall:1.01", "1.01 is not a number above 0"],
    ["triage=precision:95%", "95% is not a number above 0"],
    ["triage=threshold:NaN", "NaN is not a number above 0"],
    ["triage=threshold:1e-3", "1e-3 is not a number above 0"],
    ["triage=threshold:-0.5", "-0.5 is not a number above 0"],
  ])("refuses %s in words", (text, words) => {
    expect(() => operatingRules([text])).toThrow(`The operating point "${text}" cannot be used: `);
    expect(() => operatingRules([text])).toThrow(words);
  });

  test("refuses a name given twice", () => {
    expect(() => operatingRules(["triage=recall:0.95", "triage=f1"])).toThrow(
      "the name triage is given twice",
    );
  });
});
