import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { AccountError } from "../services/account-error";

/**
 * Argon2id, the library's usual kind (RFC 9106, second recommendation): 64 MiB, three passes, one lane. About 0.1 s of
 * one processor.
 */
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;

/** Passwords hashed at once: a flood of sign-ins is to leave processors and memory to the rest. */
const atOnce = 2;
/** Of those that wait; who comes after them is told to come back. */
const mostWaiting = 32;
const comeBackSeconds = 5;

const limit = pLimit(atOnce);

function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (limit.pendingCount >= mostWaiting)
    throw new AccountError("too_many_attempts", { retryAfterSeconds: comeBackSeconds });
  return limit(work);
}

/** In the PHC string format. */
export const hashPassword = async (password: string): Promise<string> =>
  inTurn(() => hash(password.normalize("NFKC"), cost));

/** Whether it is the one; false for a hash that is none. */
export const verifyPassword = async (given: { hash: string; password: string }): Promise<boolean> =>
  inTurn(() => verify(given.hash, given.password.normalize("NFKC")).catch(() => false));
