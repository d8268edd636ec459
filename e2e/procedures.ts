import type { z } from "zod";
import {
  type CreatePrediction,
  type PredictionFilters,
  predictionPageSchema,
  predictionSchema,
} from "../lib/prediction";
import { aBody } from "../server/testing/submission";
import { signedIn } from "./accounts";

/** Posts JSON to a procedure, a query's too. */
export function post(url: string, procedure: string, body: unknown): Promise<Response> {
  return fetch(`${url}/api/trpc/${procedure}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...signedIn(url) },
    body: JSON.stringify(body),
  });
}

/** What a procedure answered, checked; throws with the answer where it is an error. */
export async function dataOf<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  const answer = JSON.parse(text) as { result: { data: unknown } };
  return schema.parse(answer.result.data);
}

export async function createOver(url: string, overrides: Partial<CreatePrediction> = {}) {
  return dataOf(await post(url, "predictions.create", aBody(overrides)), predictionSchema);
}

/** The newest predictions that match, at most 200. */
export async function listOver(url: string, filters: PredictionFilters = {}) {
  const page = await post(url, "predictions.list", { limit: 200, ...filters });
  return (await dataOf(page, predictionPageSchema)).items;
}
