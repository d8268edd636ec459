import { createLoader, createSerializer } from "nuqs";
import { expect, test } from "vitest";
import { predictionFiltersSchema } from "../../../lib/prediction";
import { historySearch } from "./history-search";
import { toPredictionFilters } from "./prediction-filters";

const load = createLoader(historySearch);
const write = createSerializer(historySearch);

test("every filter survives the way into the address and back", () => {
  const filters = {
    from: "2026-01-01",
    to: "2026-01-31",
    call: "not_calcification",
    min: 0.25,
    max: 1,
    outcome: "pending",
    model: "rf-0123456789ab",
    cursor: "eyJhdCI6MX0",
  } as const;
  expect(load(write(filters))).toEqual(filters);
});

test("what does not parse counts as absent", () => {
  const address =
    "?from=2026-02-30&to=tomorrow&call=cancer&min=-1&max=1.5&outcome=maybe&model=&cursor=".concat(
      "x".repeat(201),
    );
  expect(Object.values(load(address)).every((value) => value === null)).toBe(true);
  expect(load("?min=NaN&max=1e-1")).toMatchObject({ min: null, max: null });
});

test("the address never names a case", () => {
  expect(Object.keys(historySearch)).not.toContain("caseReference");
});

test("the server's schema accepts whatever the address can say", () => {
  const search = load(
    "?from=2026-01-01&to=2026-01-01&call=calcification&min=0&max=0.5&outcome=undetermined&model=m",
  );
  const filters = toPredictionFilters({ ...search, caseReference: "Case 7" }, "Europe/Paris");
  expect(predictionFiltersSchema.parse(filters)).toEqual(filters);
  expect(Date.parse(filters.to ?? "") - Date.parse(filters.from ?? "")).toBe(24 * 3_600_000);
  expect(filters).toMatchObject({ label: "calcification", minProbability: 0, caseReference: "Case 7" });
});

test("unset filters are left out", () => {
  expect(toPredictionFilters({ ...load(""), caseReference: null }, "UTC")).toEqual({});
});
