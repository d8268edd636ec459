import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localPath, signInAddress } from "./local-path";

describe("a path to go back to", () => {
  it.each([
    "/",
    "/history",
    "/history?call=calcification",
    "/models?prediction=1#tree",
    "/a/%2F%2Fevil.example",
  ])("is kept as it is: %s", (path) => expect(localPath(path)).toBe(path));

  it.each([
    null,
    "",
    "history",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/.//evil.example",
    "/x/..//evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "%2F%2Fevil.example",
    "/%09/../..//evil.example",
    " //evil.example",
  ])("is refused where it may lead elsewhere: %j", (path) => expect(localPath(path)).toBeNull());

  it.each(["/sign-in", "/sign-in?from=/sign-in", "/setup"])(
    "is no page for those who have yet to sign in: %s",
    (path) => expect(localPath(path)).toBeNull(),
  );

  it("never leads to another site, whatever is given", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "@",
      ":",
      "evil.example",
      "%2F",
      "%5C",
      "\t",
      "?",
      "#",
      "a",
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => `/${pieces.join("")}`),
        (given) => {
          const path = localPath(given);
          if (path !== null)
            expect(new URL(path, "https://here.example").origin).toBe("https://here.example");
        },
      ),
    );
  });
});

describe("the address of the sign-in page", () => {
  it("says where to go back to, and why one is there", () => {
    expect(signInAddress("/history?a=b", "ended")).toBe("/sign-in?from=%2Fhistory%3Fa%3Db&why=ended");
    expect(signInAddress("/")).toBe("/sign-in");
    expect(signInAddress("//evil.example", "ended")).toBe("/sign-in?why=ended");
  });
});
