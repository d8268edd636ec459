import { describe, expect, test } from "vitest";
import en from "../../app/messages/en.json";
import { type Role, roles } from "../../lib/accounts/role";
import { appRouter, ownRouter } from "../trpc/root";
import { authorise, operationsOf, type Principal } from "./caller";
import { permissions } from "./permissions";

/** Ways in that are no procedure. */
const others = ["audit.export", "caseRecords.export", "predictions.export", "session.signOn"];
const procedures = [...Object.keys(appRouter._def.procedures), ...Object.keys(ownRouter._def.procedures)];

const caller = (role: Role, more: Partial<Principal> = {}): Principal => ({
  ...{ id: "a", name: "A", role, scopes: [], mustFirst: null },
  credential: { kind: "session", id: "s" },
  ...more,
});

function answerOf(who: Principal | null, operation: string): string {
  try {
    return authorise(who, operation);
  } catch (error) {
    return (error as { fault: string }).fault;
  }
}

test("every procedure and every other way in has its row, and nothing else has one", () => {
  expect(Object.keys(permissions).sort()).toEqual([...procedures, ...others].sort());
});

/** What it is about to get in. */
const open = [
  "session.current",
  "session.setUp",
  "session.signIn",
  "session.signOn",
  "session.signOut",
  "session.verifyCode",
];

describe("who has no account", () => {
  test.for(Object.keys(permissions))("is asked to sign in, unless it is about that: %s", (operation) => {
    expect(answerOf(null, operation)).toBe(open.includes(operation) ? "own" : "sign_in_required");
  });
});

describe("a role", () => {
  test.for(roles)("%s reaches what its rows say, and nothing else", (role) => {
    for (const [operation, grants] of Object.entries(permissions)) {
      const reach =
        grants === "anyone" ? "own" : ((grants as Partial<Record<Role, string>>)[role] ?? "forbidden");
      expect({ operation, reach: answerOf(caller(role), operation) }).toEqual({ operation, reach });
    }
  });

  test.for(roles)("%s is refused what is in no row", (role) => {
    for (const operation of ["predictions.remove", "toString", "__proto__", ""])
      expect(answerOf(caller(role), operation)).toBe("forbidden");
  });

  test.for([
    ["clinician", "models.promote"],
    ["clinician", "accounts.list"],
    ["data_scientist", "predictions.create"],
    ["data_scientist", "accounts.create"],
    ["operator", "predictions.list"],
    ["operator", "predictions.byId"],
    ["auditor", "predictions.create"],
    ["auditor", "predictions.review"],
    ["clinician", "caseRecords.held"],
    ["auditor", "caseRecords.export"],
    ["service", "caseRecords.erase"],
    ["service", "models.promote"],
    ["service", "predictions.export"],
    ["service", "session.list"],
    ["service", "apiKeys.create"],
  ] as const)("%s is refused %s", ([role, operation]) => {
    expect(answerOf(caller(role), operation)).toBe("forbidden");
  });
});

test("a key that is narrowed reaches its groups only", () => {
  const narrowed = caller("service", { scopes: ["models"] });
  expect(answerOf(narrowed, "models.current")).toBe("all");
  expect(answerOf(narrowed, "predictions.create")).toBe("forbidden");
  expect(operationsOf(narrowed)).not.toContain("predictions.create");
});

test.for([
  ["change_password", "password_change_required", ["account.changePassword"]],
  [
    "set_up_second_factor",
    "second_factor_required",
    ["account.startSecondFactor", "account.confirmSecondFactor"],
  ],
] as const)("who has to %s gets no further than that", ([mustFirst, fault, itself]) => {
  const held = caller("administrator", { mustFirst });
  const isOpen: readonly string[] = [...itself, "session.touch", ...open];
  for (const operation of Object.keys(permissions)) {
    const isRefused = answerOf(held, operation) === fault;
    expect({ operation, isRefused }).toEqual({ operation, isRefused: !isOpen.includes(operation) });
  }
});

test("every group of operations that a key can be narrowed to has a name on the pages", () => {
  const ofPeople = ["account", "session"];
  const groups = new Set(Object.keys(permissions).map((operation) => operation.split(".")[0] ?? ""));
  const unnamed = [...groups].filter((group) => !ofPeople.includes(group) && !(group in en.apiKeys.scope));
  expect(unnamed).toEqual([]);
});
