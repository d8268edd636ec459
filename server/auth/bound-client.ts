import { AsyncLocalStorage } from "node:async_hooks";
import { isAPIError } from "better-auth/api";
import type { Prisma } from "../../prisma/generated/client";
import type { Db } from "../db/client";

export type Transaction = Prisma.TransactionClient;

const current = new AsyncLocalStorage<Transaction>();

/** The client that better-auth gets: within {@link inTransaction} it is that transaction, else the pool. */
export function boundClient(db: Db): Db {
  return new Proxy(db, {
    get(target, key) {
      const transaction = current.getStore();
      if (transaction === undefined) return Reflect.get(target, key);
      if (key === "$transaction") return (work: (tx: Transaction) => unknown) => work(transaction);
      return Reflect.get(transaction, key) ?? Reflect.get(target, key);
    },
  });
}

const longestMilliseconds = 10_000;

type Ended<Result> = { readonly result: Result } | { readonly refusal: unknown };

const isRefusal = (error: unknown) => isAPIError(error) && error.statusCode < 500;

/**
 * All that `work` and better-auth within it write, in one transaction. What better-auth refuses is committed before it
 * is thrown: wrong codes that it counted have to stay counted.
 */
export async function inTransaction<Result>(
  db: Db,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const ended = await db.$transaction(
    (transaction) =>
      current.run(transaction, async (): Promise<Ended<Result>> => {
        try {
          return { result: await work(transaction) };
        } catch (error) {
          if (isRefusal(error)) return { refusal: error };
          throw error;
        }
      }),
    { timeout: longestMilliseconds },
  );
  if ("refusal" in ended) throw ended.refusal;
  return ended.result;
}
