/** What keeps a database, or a file beside it, from doing what it was asked, for as long as it lasts. */
export type OutageReason =
  | "away"
  | "restarting"
  | "too_slow"
  | "contended"
  | "disk_full"
  | "out_of_connections"
  | "out_of_memory"
  | "read_only";

/** What a database error means to whoever asked; `null` for one that says neither, such as a broken query. */
export type DatabaseFailure = "unavailable" | "conflict" | "forbidden";

/** What a database error is counted as. */
export type DatabaseErrorClass = "unavailable" | "timeout" | "resources" | "conflict" | "other";

interface Rule {
  readonly counts: DatabaseErrorClass;
  readonly means: OutageReason | Exclude<DatabaseFailure, "unavailable">;
  /**
   * SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), of the operating system, or Prisma's
   * (https://www.prisma.io/docs/orm/reference/error-reference).
   */
  readonly codes: RegExp;
  /** The kinds @prisma/driver-adapter-utils gives to driver errors. */
  readonly kinds?: readonly string[];
  /** Of pg and pg-pool, which raise these without a code. */
  readonly messages?: RegExp;
}

/** The first that an error fits holds. */
const rules: readonly Rule[] = [
  // A row that is there already.
  {
    counts: "conflict",
    means: "conflict",
    codes: /^(23505|P2002)$/,
    kinds: ["UniqueConstraintViolation"],
  },
  // Two transactions that could not both go on: not serialisable, deadlock.
  {
    counts: "conflict",
    means: "contended",
    codes: /^(40001|40P01|P2034)$/,
    kinds: ["TransactionWriteConflict"],
  },
  // A lock that another transaction has.
  { counts: "timeout", means: "contended", codes: /^55P03$/ },
  // The wait for one of the pool's connections, all of which were at work.
  {
    counts: "timeout",
    means: "out_of_connections",
    codes: /^P2024$/,
    messages: /^timeout exceeded when trying to connect$|Unable to start a transaction in the given time/,
  },
  // A statement or a transaction that the server or Prisma ended because it took too long.
  { counts: "timeout", means: "too_slow", codes: /^(57014|25P0[34]|P2028)$/ },
  // No answer in time, to a new connection or to a statement.
  {
    counts: "timeout",
    means: "away",
    codes: /^(P1002|P1008)$/,
    kinds: ["SocketTimeout"],
    messages:
      /^Connection terminated due to connection timeout|^timeout expired$|^Query read timeout$|^The database has stopped to answer$/,
  },
  { counts: "resources", means: "disk_full", codes: /^(53100|ENOSPC|EDQUOT)$/ },
  {
    counts: "resources",
    means: "out_of_connections",
    codes: /^(53300|P2037)$/,
    kinds: ["TooManyConnections"],
  },
  // Memory, or another limit of the server's configuration.
  { counts: "resources", means: "out_of_memory", codes: /^53...$/ },
  // A standby, or one that was made read-only.
  { counts: "unavailable", means: "read_only", codes: /^25006$/ },
  // The account lacks a privilege.
  { counts: "other", means: "forbidden", codes: /^42501$/ },
  // Ended by an operator, crashed, starting up or shutting down.
  { counts: "unavailable", means: "restarting", codes: /^57P0[123]$/ },
  // No server, server gone, connection dropped. Prisma drops the code of a missing socket file.
  {
    counts: "unavailable",
    means: "away",
    codes:
      /^(08...|57P0[45]|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOST(UNREACH|DOWN)|ENETUNREACH|P1001|P1017)$/,
    kinds: ["DatabaseNotReachable", "ConnectionClosed"],
    messages: /connect ENOENT|^Connection terminated|not queryable$|^Cannot use a pool after calling end/,
  },
];

function ruleFor(error: unknown): Rule | undefined {
  for (const link of chain(error)) {
    const rule = rules.find((one) => fits(one, link));
    if (rule !== undefined) return rule;
  }
  return undefined;
}

/** Looks through an error and all that caused it. */
export function classifyDatabaseError(error: unknown): DatabaseFailure | null {
  const means = ruleFor(error)?.means ?? null;
  return means === null || means === "conflict" || means === "forbidden" ? means : "unavailable";
}

/** Why what is "unavailable" by {@link classifyDatabaseError} is so; `null` for every other error. */
export function outageReasonOf(error: unknown): OutageReason | null {
  const means = ruleFor(error)?.means ?? null;
  return means === "conflict" || means === "forbidden" ? null : means;
}

/** What a statement that failed is counted as. */
export function classOfDatabaseError(error: unknown): DatabaseErrorClass {
  return ruleFor(error)?.counts ?? "other";
}

/** For logs and terminals: how it is with the database, after "The database". */
export const outageWords: Readonly<Record<OutageReason, string>> = {
  away: "does not answer",
  restarting: "is starting or stopping",
  too_slow: "took too long",
  contended: "is kept busy by another transaction",
  disk_full: "or the server has no room left on its disk",
  out_of_connections: "has no free connection",
  out_of_memory: "has run out of memory, or into another limit of its own",
  read_only: "takes no writes: it is a standby, or was made read-only",
};

type Link = Readonly<Record<string, unknown>>;

/** The error, its causes, and the driver's error where Prisma keeps it; each once, however they point at each other. */
function chain(error: unknown): Link[] {
  const links: Link[] = [];
  const open: unknown[] = [error];
  while (open.length > 0 && links.length < 20) {
    const next = open.shift();
    if (typeof next !== "object" || next === null || links.includes(next as Link)) continue;
    const link = next as Link;
    links.push(link);
    open.push(link.cause, link.meta, link.driverAdapterError);
    if (next instanceof AggregateError) open.push(...next.errors);
  }
  return links;
}

function fits({ codes, kinds, messages }: Rule, { code, kind, originalCode, message }: Link): boolean {
  return (
    [code, originalCode].some((state) => typeof state === "string" && codes.test(state)) ||
    (typeof kind === "string" && kinds?.includes(kind) === true) ||
    (typeof message === "string" && messages?.test(message) === true)
  );
}
