import { hash, verify } from "@node-rs/argon2";
import { createTurns } from "./turns";

/**
 * Argon2id, the library's usual kind (RFC 9106, second recommendation): 64 MiB, three passes, one lane. About 0.1 s of
 * one processor.
 */
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;

/** A flood of sign-ins is to leave processors and memory to the rest. */
const inTurn = createTurns({ atOnce: 2, mostWaiting: 32 });

/** In the PHC string format. */
export const hashPassword = async (password: string): Promise<string> =>
  inTurn(() => hash(password.normalize("NFKC"), cost));

/** Whether it is the one; false for a hash that is none. */
export const verifyPassword = async (given: { hash: string; password: string }): Promise<boolean> =>
  inTurn(() => verify(given.hash, given.password.normalize("NFKC")).catch(() => false));
