import { expect, test } from "vitest";
import { auditSearch, toAuditFilters } from "./audit-search";

const none = { from: null, to: null, actor: null, action: null, target: null, result: null };

test("days are whole days of the reader's, the last one included", () => {
  expect(toAuditFilters({ ...none, from: "2026-03-28", to: "2026-03-29" }, "Europe/Paris")).toEqual({
    from: "2026-03-27T23:00:00.000Z",
    to: "2026-03-29T22:00:00.000Z",
  });
});

test("what names a person or a case as people write them does not get into the address", () => {
  for (const text of ["someone@hospital.example", "CASE 7", "Some One", ""]) {
    expect(auditSearch.actor.parse(text)).toBeNull();
    expect(auditSearch.target.parse(text)).toBeNull();
  }
});

test("a day that does not exist, and an action that there is not, count as absent", () => {
  expect(auditSearch.from.parse("2026-02-30")).toBeNull();
  expect(auditSearch.action.parse("prediction.destroy")).toBeNull();
});
