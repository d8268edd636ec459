import fc from "fast-check";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import { expect, test } from "vitest";
import { isRouterState } from "./router-state";

const written = (state: unknown) => encodeURIComponent(JSON.stringify(state));

const history = [
  "",
  { children: ["history", { children: [["id", "0190a3c0", "d", null], { children: ["__PAGE__", {}] }] }] },
  null,
  "refetch",
  16,
];

function nextReads(header: string): boolean {
  try {
    parseAndValidateFlightRouterState(header);
    return true;
  } catch {
    return false;
  }
}

test("what the router in the browser sends is let through", () => {
  for (const state of [
    history,
    ["", { children: ["__PAGE__", {}, null, null, 0] }],
    ["", {}, ["/a", "/a"]],
  ]) {
    expect(isRouterState(written(state))).toBe(true);
    expect(nextReads(written(state))).toBe(true);
  }
});

test("nothing is let through that Next would fail on", () => {
  const part = fc.constantFrom<unknown>("", {}, null, 0, [], "refetch", "x", ["id", "1", "d", null], history);
  const state = fc.oneof(fc.json(), fc.string(), fc.array(part, { maxLength: 7 }).map(written));
  fc.assert(
    fc.property(state, (header) => !isRouterState(header) || nextReads(header)),
    { numRuns: 2000 },
  );
  for (const wrong of ["", "{", "%", "null", "[]", written([["id"], {}]), written([...history, "", ""])])
    expect(isRouterState(wrong)).toBe(false);
});
