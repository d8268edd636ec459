import type { Estimate } from "@/lib/model/card";

/** Of the way from the middle to an end, for the farther end of an interval. */
const fill = 0.85;

/**
 * Where a difference and its interval stand on a scale with zero in its middle and what is worse on the left, in
 * [0, 1] from the left.
 */
export function differencePlaces(
  { value, low, high }: NonNullable<Estimate>,
  worse: "below" | "above",
): { value: number; low: number; high: number } {
  const reach = Math.max(Math.abs(low), Math.abs(high), Math.abs(value));
  const place = (of: number) => {
    const share = reach === 0 ? 0 : (fill * of) / reach;
    return 0.5 + (worse === "below" ? share : -share) / 2;
  };
  const ends = [place(low), place(high)];
  return { value: place(value), low: Math.min(...ends), high: Math.max(...ends) };
}
