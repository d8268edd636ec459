import pLimit from "p-limit";
import { AccountError } from "../services/account-error";

export interface TurnOptions {
  readonly atOnce: number;
  /** Who comes after so many is told to come back. */
  readonly mostWaiting: number;
}

const comeBackSeconds = 5;

/** Lets so much be done at once and so many wait for it; throws {@link AccountError} for whoever comes after them. */
export function createTurns({ atOnce, mostWaiting }: TurnOptions) {
  const limit = pLimit(atOnce);
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (limit.pendingCount >= mostWaiting)
      throw new AccountError("too_many_attempts", { retryAfterSeconds: comeBackSeconds });
    return limit(work);
  };
}
