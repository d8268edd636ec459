import type { AnyProcedure } from "@trpc/server";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ZodType } from "zod";
import { boundOperations } from "../../server/rest/bound-operations";
import { restPrefix } from "../../server/rest/operations";
import { appRouter } from "../../server/trpc/root";
import { type FuzzRequest, fuzzRequests } from "./requests";
import { inputsOf } from "./schema-inputs";

const drawn: FuzzRequest[] = fc.sample(
  fuzzRequests(() => ({})),
  { seed: 1, numRuns: 10_000 },
);
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>);

test("requests reach for every procedure and every operation of REST, alone and as they should be", () => {
  const good = drawn.filter(({ kind }) => kind.endsWith("as its schema"));
  const over = (prefix: string) =>
    new Set(good.filter(({ path }) => path.startsWith(prefix)).flatMap(({ operations }) => operations));
  expect(over("/api/trpc/")).toEqual(new Set(procedures.map(([name]) => name)));
  expect(over(restPrefix)).toEqual(new Set(boundOperations.map(({ procedure }) => procedure)));
});

test("the same seed draws the same requests", () => {
  const again = fc.sample(
    fuzzRequests(() => ({})),
    { seed: 1, numRuns: 50 },
  );
  expect(again).toEqual(drawn.slice(0, 50));
});

const inputs = procedures.flatMap(([name, { _def }]) => {
  const [input] = (_def as unknown as { inputs?: ZodType[] }).inputs ?? [];
  return input === undefined ? [] : [{ name, input }];
});

test.for(inputs)("of the inputs drawn for $name some are taken by its schema", ({ input }) => {
  const values = fc.sample(inputsOf(input, {}), { seed: 1, numRuns: 300 });
  expect(values.filter((value) => input.safeParse(value).success).length).toBeGreaterThan(0);
});
