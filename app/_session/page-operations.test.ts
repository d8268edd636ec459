import { describe, expect, it } from "vitest";
import { permissions } from "../../server/auth/permissions";
import { firstPageOf, isPublicPage, operationOf } from "./page-operations";

const mayAs = (role: "clinician" | "data_scientist" | "operator" | "administrator" | "auditor") =>
  Object.entries(permissions)
    .filter(([, grants]) => typeof grants === "string" || role in grants)
    .map(([operation]) => operation);

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
  it("is one that each role may open", () => {
    const first = (role: Parameters<typeof mayAs>[0]) => firstPageOf(mayAs(role));
    expect(first("clinician")).toBe("/");
    expect(first("administrator")).toBe("/");
    expect(first("data_scientist")).toBe("/history");
    expect(first("auditor")).toBe("/history");
    expect(first("operator")).toBe("/trends");
  });

  it("is the own account where nothing else is allowed", () => {
    expect(firstPageOf([])).toBe("/account");
  });
});
