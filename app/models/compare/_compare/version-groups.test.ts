import { describe, expect, it } from "vitest";
import { completePair, versionGroups } from "./version-groups";

const listed = (version: string, ...names: string[]) => ({
  version,
  registeredAt: "2026-01-01T00:00:00.000Z",
  names,
});
const versions = [
  listed("newest"),
  listed("shadow", "challenger"),
  listed("used", "champion"),
  listed("old"),
];
const known = { current: "used", versions };

describe("versionGroups", () => {
  it("puts those with a name apart, each group in the order of the list", () => {
    const { named, others } = versionGroups(versions);
    expect(named.map(({ version }) => version)).toEqual(["shadow", "used"]);
    expect(others.map(({ version }) => version)).toEqual(["newest", "old"]);
  });
});

describe("completePair", () => {
  it("leaves what was asked for as it is, two equal ones too", () => {
    expect(completePair({ a: "old", b: "newest" }, known)).toEqual({ a: "old", b: "newest" });
    expect(completePair({ a: "old", b: "old" }, known)).toEqual({ a: "old", b: "old" });
  });

  it("sets the version in use beside the challenger, and beside the newest other where there is none", () => {
    expect(completePair({ a: null, b: null }, known)).toEqual({ a: "used", b: "shadow" });
    const unnamed = versions.map(({ version, registeredAt }) => ({ version, registeredAt }));
    expect(completePair({ a: null, b: null }, { current: "used", versions: unnamed })).toEqual({
      a: "used",
      b: "newest",
    });
  });

  it("never completes to a version and itself", () => {
    expect(completePair({ a: null, b: "used" }, known)).toEqual({ a: "newest", b: "used" });
    expect(completePair({ a: "shadow", b: null }, known)).toEqual({ a: "shadow", b: "newest" });
    expect(completePair({ a: null, b: null }, { current: "used", versions: [listed("used")] })).toEqual({
      a: "used",
      b: null,
    });
  });
});
