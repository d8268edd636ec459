import { createHash, randomBytes } from "node:crypto";
import type { BetterAuthOptions, DBAdapter, Where } from "better-auth/types";

type Adapter = DBAdapter<BetterAuthOptions>;
type MakeAdapter = (options: BetterAuthOptions) => Adapter;

/** SHA-256 of a session's token, base64url: what is kept of it. */
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("base64url");

/** Before hashes that this process handed out, so that better-auth can hand them back. Never leaves the process. */
const mark = `${randomBytes(16).toString("hex")}:`;
const stored = (token: string) => (token.startsWith(mark) ? token.slice(mark.length) : tokenHash(token));

const isOfToken = ({ field }: Where) => field === "token";

function hashedWhere(where: readonly Where[] = []): Where[] {
  return where.map((one) => {
    if (!isOfToken(one)) return one;
    if (Array.isArray(one.value)) return { ...one, value: one.value.map((token) => stored(String(token))) };
    return typeof one.value === "string" ? { ...one, value: stored(one.value) } : one;
  });
}

function hashedData<Data extends object>(data: Data): Data {
  return "token" in data && typeof data.token === "string" ? { ...data, token: stored(data.token) } : data;
}

interface Asked {
  readonly where?: readonly Where[] | undefined;
  readonly data?: object | undefined;
}

/** Tokens that were asked for or given, by their hashes. */
function tokensOf({ where = [], data = {} }: Asked): Map<string, string> {
  const asked = where.filter(isOfToken).flatMap(({ value }) => value as unknown[]);
  const given = "token" in data ? [data.token] : [];
  const tokens = [...asked, ...given].filter((token) => typeof token === "string");
  return new Map(tokens.map((token) => [stored(token), token]));
}

/** A row as better-auth knows it: with the token it asked by, else with the marked hash. */
function restored<Row>(row: Row, tokens: ReadonlyMap<string, string>): Row {
  const hash = (row as { token?: unknown } | null)?.token;
  return typeof hash === "string" ? { ...row, token: tokens.get(hash) ?? mark + hash } : row;
}

/** The same adapter, but that of session tokens only the SHA-256 reaches the database. */
export function withHashedTokens(make: MakeAdapter): MakeAdapter {
  return (options) => {
    const adapter = make(options);
    const inner = { ...adapter };
    const ofSessions = ({ model }: { model: string }) => model === "session";
    const hashed: Partial<Adapter> = {
      create: async (given) =>
        ofSessions(given)
          ? restored(await inner.create({ ...given, data: hashedData(given.data) }), tokensOf(given))
          : inner.create(given),
      findOne: async (asked) =>
        ofSessions(asked)
          ? restored(await inner.findOne({ ...asked, where: hashedWhere(asked.where) }), tokensOf(asked))
          : inner.findOne(asked),
      findMany: async (asked) => {
        if (!ofSessions(asked)) return inner.findMany(asked);
        const rows = await inner.findMany({ ...asked, where: hashedWhere(asked.where) });
        return rows.map((row) => restored(row, tokensOf(asked))) as never;
      },
      count: (asked) =>
        inner.count(ofSessions(asked) ? { ...asked, where: hashedWhere(asked.where) } : asked),
      update: async (given) => {
        if (!ofSessions(given)) return inner.update(given);
        const change = { ...given, where: hashedWhere(given.where), update: hashedData(given.update) };
        return restored(
          await inner.update(change),
          tokensOf({ where: given.where, data: given.update }),
        ) as never;
      },
      updateMany: (given) =>
        inner.updateMany(
          ofSessions(given)
            ? { ...given, where: hashedWhere(given.where), update: hashedData(given.update) }
            : given,
        ),
      delete: (asked) =>
        inner.delete(ofSessions(asked) ? { ...asked, where: hashedWhere(asked.where) } : asked),
      deleteMany: (asked) =>
        inner.deleteMany(ofSessions(asked) ? { ...asked, where: hashedWhere(asked.where) } : asked),
      consumeOne: async (asked) =>
        ofSessions(asked)
          ? restored(await inner.consumeOne({ ...asked, where: hashedWhere(asked.where) }), tokensOf(asked))
          : (inner.consumeOne(asked) as never),
      incrementOne: async (asked) =>
        ofSessions(asked)
          ? restored(await inner.incrementOne({ ...asked, where: hashedWhere(asked.where) }), tokensOf(asked))
          : (inner.incrementOne(asked) as never),
    };
    // In place: better-auth keeps what it knows of an adapter under this very object.
    return Object.assign(adapter, hashed);
  };
}
