import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { type CreatedPredictions, type CreatedRow, createdRowSchema } from "../../lib/create-predictions";
import type { Steps } from "../../lib/steps";
import { inTurns } from "../in-turns";
import type { RowResult } from "../services/create-predictions";
import type { Context } from "./context";
import { toProblem, toTrpcError } from "./errors";

function errorOf(cause: Extract<RowResult, { ok: false }>["error"]): TRPCError {
  if (cause instanceof ZodError) return new TRPCError({ code: "BAD_REQUEST", cause });
  return toTrpcError(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }));
}

function toRow({ deps, locale, requestId }: Context, result: RowResult, input: unknown): CreatedRow {
  if (result.ok) return result;
  const { code, message, issues } = toProblem({ error: errorOf(result.error), input, locale, requestId });
  deps.metrics.inputsRejected.inc({ reason: code });
  return { ok: false, problem: { code, message, issues } };
}

function* toRows(ctx: Context, rows: readonly unknown[], results: readonly RowResult[]): Steps<CreatedRow[]> {
  const answers: CreatedRow[] = [];
  for (const [i, result] of results.entries()) {
    answers.push(createdRowSchema.parse(toRow(ctx, result, rows[i])));
    yield;
  }
  return answers;
}

/** What each row of a call is answered, in the caller's language; a refused one is counted as a refused call is. */
export async function rowAnswers(
  ctx: Context,
  rows: readonly unknown[],
  results: readonly RowResult[],
): Promise<CreatedPredictions> {
  return { rows: await inTurns(toRows(ctx, rows, results)) };
}
