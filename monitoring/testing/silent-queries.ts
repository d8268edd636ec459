import { z } from "zod";
import type { RunningPrometheus } from "../prometheus-process";
import { type Board, type BoardQuery, boardQueries } from "./board-queries";

/** Milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const matrix = z.object({
  data: z.object({ result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])) })) }),
});
const labelValues = z.object({ data: z.array(z.string()) });

async function answerOf(url: string): Promise<unknown> {
  const answer = await fetch(url);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return JSON.parse(text);
}

/** What is wrong with values that were got, `null` where nothing is. */
function faultOf(found: readonly number[]): string | null {
  if (found.length === 0) return "no data";
  return found.some(Number.isNaN) ? "NaN" : null;
}

async function valuesOver(url: string, expression: string, { from, to }: Span): Promise<number[]> {
  const range = { start: String(from / 1000), end: String(to / 1000), step: "1s" };
  const query = new URLSearchParams({ query: expression, ...range });
  const { data } = matrix.parse(await answerOf(`${url}/api/v1/query_range?${query}`));
  return data.result.flatMap(({ values }) => values.map(([, value]) => Number(value)));
}

/** As Grafana asks: `label_values(selector, label)` or `label_values(label)`. */
async function labelsFor(url: string, query: string): Promise<string[]> {
  const [, selector, label = ""] = /^label_values\((?:(.+),\s*)?(\w+)\)$/s.exec(query) ?? [];
  const match = new URLSearchParams(selector === undefined ? {} : { "match[]": selector });
  return labelValues.parse(await answerOf(`${url}/api/v1/label/${label}/values?${match}`)).data;
}

async function faultIn(
  prometheus: RunningPrometheus,
  { kind, expression }: BoardQuery,
  span: Span,
): Promise<string | null> {
  const { url } = prometheus;
  if (kind === "variable") return (await labelsFor(url, expression)).length === 0 ? "no values" : null;
  if (kind === "annotation") return faultOf(await valuesOver(url, expression, span));
  return faultOf((await prometheus.query(expression, span.to)).map(({ value }) => value));
}

/**
 * Asks all that boards ask, panels at the end of the span, and says which questions get no answer or NaN: the place,
 * what is wrong, and the question.
 */
export async function silentQueries(
  prometheus: RunningPrometheus,
  boards: readonly Board[],
  span: Span,
): Promise<string[]> {
  const silent: string[] = [];
  for (const query of boards.flatMap(boardQueries)) {
    const fault = await faultIn(prometheus, query, span).catch((error: unknown) => String(error));
    if (fault !== null) silent.push(`${query.place}: ${fault}\n  ${query.expression}`);
  }
  return silent;
}
