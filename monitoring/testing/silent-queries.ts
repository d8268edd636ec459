import type { RunningPrometheus } from "../prometheus-process";
import { otherExpressionsOf, targetExpressionsOf } from "./board-files";
import { filledIn } from "./filled-in";
import type { Board } from "./lint/board";

/** A screen of a minute, scraped every second. */
const values = {
  __rate_interval: "10s",
  __interval: "5s",
  __interval_ms: "5000",
  __range: "60s",
  __range_s: "60",
  __range_ms: "60000",
};

/** What a panel shows where there is nothing is no data: it would stay when the metric went. */
const withoutPadding = (expr: string) =>
  expr.replace(/\s+or\s+(?:on\s*\(\)\s*)?(?:label_replace\()?vector\(0\).*$/s, "");

async function faultIn(prometheus: RunningPrometheus, expression: string): Promise<string | null> {
  const samples = await prometheus.query(expression);
  if (samples.length === 0) return "no data";
  return samples.some(({ value }) => Number.isNaN(value)) ? "NaN" : null;
}

/**
 * Asks all that boards ask now, for panels, variables and annotations, for all jobs and instances, and gives of the
 * questions that get nothing or NaN the place, what is wrong, and the question.
 */
export async function silentQueries(
  prometheus: RunningPrometheus,
  boards: readonly Board[],
): Promise<string[]> {
  const asked = boards.flatMap((board) => [...targetExpressionsOf(board), ...otherExpressionsOf(board)]);
  const found = await Promise.all(
    asked.map(async ({ where, expr }) => {
      const expression = withoutPadding(filledIn(expr, values));
      const fault = await faultIn(prometheus, expression).catch(String);
      return fault === null ? [] : [`${where}: ${fault}\n  ${expression}`];
    }),
  );
  return found.flat();
}
