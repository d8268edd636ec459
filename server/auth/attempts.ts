import { createHash } from "node:crypto";
import { RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "../db/client";
import { AccountError } from "../services/account-error";
import { SignOnError } from "../services/sign-on-error";
import { networkOf } from "./network";
import { stepSeconds } from "./sign-on-step";

/** Counts attempts to get in, by account and by address, for all processes together. */
export interface Attempts {
  /**
   * Counts one; throws {@link AccountError} where there were too many, and a database error where they cannot be
   * counted.
   */
  count(attempt: Attempt): Promise<void>;
  /** Throws {@link AccountError} for a code that has let this account in already: it is good once (RFC 6238, 5.2). */
  spendCode(account: string, code: string): Promise<void>;
  /** Throws {@link SignOnError} for the state of a sign-on that has come back already. */
  spendSignOn(state: string): Promise<void>;
  /** It was the person: what was counted for the account is forgotten. */
  forget(account: string): Promise<void>;
}

interface Attempt {
  /**
   * The e-mail address that was given, or the account's id; whether there is such an account or not. Without one, only
   * the address counts.
   */
  readonly account?: string;
  readonly address: string;
}

const windowSeconds = 15 * 60;
/** A code and its neighbours are accepted for so long. */
const codeSeconds = 90;
const perAccount = 10;
/** A hospital is behind one address. */
const perAddress = 100;

/** No address of a person stands in the table. */
const keyOf = (text: string) => createHash("sha256").update(text).digest("base64url");

async function consume(limiter: RateLimiterPrisma, key: string): Promise<void> {
  try {
    await limiter.consume(keyOf(key));
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw new AccountError("too_many_attempts", { retryAfterSeconds: seconds, cause: error });
  }
}

export function createAttempts(db: Db): Attempts {
  const limiterOf = (keyPrefix: string, points: number, duration = windowSeconds) =>
    new RateLimiterPrisma({
      storeClient: db,
      tableName: "rateLimit",
      keyPrefix,
      points,
      duration,
      // One of them clears the whole table of what has expired, every five minutes.
      clearExpiredByTimeout: keyPrefix === "address",
    });
  const byAccount = limiterOf("account", perAccount);
  const byAddress = limiterOf("address", perAddress);
  const codes = limiterOf("code", 1, codeSeconds);
  const signOns = limiterOf("sign-on", 1, 2 * stepSeconds);
  return {
    spendCode: async (account, code) => {
      try {
        await codes.consume(keyOf(`${account} ${code}`));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new AccountError("invalid_code", { cause: error });
      }
    },
    spendSignOn: async (state) => {
      try {
        await signOns.consume(keyOf(state));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new SignOnError("expired", { cause: error });
      }
    },
    count: async ({ account, address }) => {
      await consume(byAddress, networkOf(address));
      if (account !== undefined) await consume(byAccount, account);
    },
    forget: async (account) => void (await byAccount.delete(keyOf(account))),
  };
}
