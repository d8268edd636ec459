/** What a database error means to whoever asked; `null` for one that says neither, such as a broken query. */
export type DatabaseFailure = "unavailable" | "conflict";

/** What a database error is counted as. */
export type DatabaseErrorClass = "unavailable" | "timeout" | "resources" | "conflict" | "other";

interface Rule {
  readonly counts: DatabaseErrorClass;
  readonly means: DatabaseFailure;
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
    means: "unavailable",
    codes: /^(40001|40P01|P2034)$/,
    kinds: ["TransactionWriteConflict"],
  },
  // Too long: a statement, a lock, an idle transaction, a connection or the wait for one.
  {
    counts: "timeout",
    means: "unavailable",
    codes: /^(57014|55P03|25P0[34]|P1002|P1008|P2024|P2028)$/,
    kinds: ["SocketTimeout"],
    messages:
      /timeout exceeded when trying to connect|^Connection terminated due to connection timeout|^timeout expired$|^Query read timeout$|^The database has stopped to answer$/,
  },
  // Disk or memory full, too many connections.
  {
    counts: "resources",
    means: "unavailable",
    codes: /^(53...|P2037)$/,
    kinds: ["TooManyConnections"],
  },
  // Nobody there, gone, shutting down, crashed, starting up, dropped. Prisma drops the code of a missing socket file.
  {
    counts: "unavailable",
    means: "unavailable",
    codes:
      /^(08...|57P0[1-5]|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOST(UNREACH|DOWN)|ENETUNREACH|P1001|P1017)$/,
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
  return ruleFor(error)?.means ?? null;
}

/** What a statement that failed is counted as. */
export function classOfDatabaseError(error: unknown): DatabaseErrorClass {
  return ruleFor(error)?.counts ?? "other";
}

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
