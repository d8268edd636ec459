import { describe, expect, it } from "vitest";
import { firstPageOf, isPublicPage, operationOf } from "./page-operations";

describe("the operation of a page", () => {
  it("is that of the nearest page above it", () => {
    expect(operationOf("/history/0190a3c0")).toBe("predictions.list");
    expect(operationOf("/models/training/0190a3c0")).toBe("training.list");
    expect(operationOf("/models")).toBe("models.current");
  });

  it("is not that of a page whose name merely begins alike", () => {
    expect(operationOf("/accounts")).toBe("accounts.list");
    expect(operationOf("/account")).toBeNull();
    expect(operationOf("/historyx")).toBeNull();
    expect(isPublicPage("/sign-inx")).toBe(false);
  });
});

describe("the first page", () => {
  it("is the first of the navigation that one may open", () => {
    expect(firstPageOf(["trends.windows", "predictions.create", "predictions.list"])).toBe("/");
    expect(firstPageOf(["models.current", "predictions.list", "trends.windows"])).toBe("/history");
    expect(firstPageOf(["models.current", "trends.windows"])).toBe("/trends");
  });

  it("is the own account where nothing else is allowed", () => {
    expect(firstPageOf([])).toBe("/account");
  });
});
