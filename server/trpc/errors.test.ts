import { callTRPCProcedure, TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Context } from "./context";
import { toProblem } from "./errors";
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
