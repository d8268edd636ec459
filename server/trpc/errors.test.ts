import { callTRPCProcedure, TRPCError } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import en from "../../app/messages/en.json";
import fr from "../../app/messages/fr.json";
import { outageWords } from "../db/errors";
import type { Context } from "./context";
import { problemKinds, toProblem, toTrpcError } from "./errors";
import { procedure, router } from "./init";

const faulty = router({
  answer: procedure
    .input(z.object({ note: z.string() }))
    .output(z.object({ note: z.string().max(3), id: z.number() }))
    .query(({ input }) => ({ ...input, id: 1 })),
});

test("an answer that does not fit its schema is a fault of ours, and nothing of it is repeated", async () => {
  const input = { note: "a patient's name" };
  const asked = { router: faulty, path: "answer", type: "query", ctx: {} as Context } as const;
  const error = await callTRPCProcedure({
    ...{ ...asked, getRawInput: async () => input, signal: undefined, batchIndex: 0 },
  }).catch((thrown: unknown) => thrown);
  if (!(error instanceof TRPCError)) throw new Error("It was answered.");
  const problem = toProblem({ error, input, locale: "en", requestId: "r" });
  expect(problem).toMatchObject({ code: "internal", issues: [] });
  expect(JSON.stringify(problem)).not.toMatch(/patient|note/);
});

/** The sentences of a code: one, or where it covers several faults, one for each. */
function sentencesOf(catalogue: typeof en | typeof fr, code: string): string[] {
  const told: unknown = Reflect.get(catalogue.errors, code);
  return typeof told === "string" ? [told] : Object.values(told ?? {});
}

describe.each([
  ["English", en],
  ["French", fr],
] as const)("in %s", (_, catalogue) => {
  test("every problem has a sentence that is no other's", () => {
    const codes = [...problemKinds.keys()];
    for (const code of codes) expect(sentencesOf(catalogue, code), code).not.toEqual([]);
    const all = codes.flatMap((code) => sentencesOf(catalogue, code));
    expect(all.filter((sentence, i) => all.indexOf(sentence) !== i)).toEqual([]);
  });
});

test("whatever keeps the database is told in a sentence of its own, with 503 and when to ask again", () => {
  const codes = ["08006", "57P03", "57014", "55P03", "53100", "53300", "53200", "25006"];
  const told = codes.map((state) => {
    const cause = Object.assign(new Error("as pg says it"), { code: state });
    const error = toTrpcError(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }));
    return { error, problem: toProblem({ error, input: undefined, locale: "en", requestId: "r" }) };
  });
  expect(new Set(told.map(({ problem }) => problem.code)).size).toBe(Object.keys(outageWords).length);
  for (const { error, problem } of told) {
    expect(error.code, problem.code).toBe("SERVICE_UNAVAILABLE");
    expect(problem.retryAfterSeconds).toBeGreaterThan(0);
    expect(problem.message).not.toContain("as pg says it");
  }
});
