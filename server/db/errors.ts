/** What a database error means to whoever asked; `null` for one that says neither, such as a broken query. */
export type DatabaseFailure = "unavailable" | "conflict";

/**
 * SQLSTATE classes and codes of a server that cannot serve just now: connection exceptions, insufficient
 * resources, shutting down, crashed, starting up, database dropped, statement or idle time-out.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const unavailableStates = /^(08...|53...|57P0[1-5]|57014|25P0[34]|55P03|40001|40P01)$/;
const unavailableSystemCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
]);
/** https://www.prisma.io/docs/orm/reference/error-reference: reach, time-out, closed, pool, too many, transaction. */
const unavailablePrismaCodes = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "P2034",
  "P2037",
]);
/** The kinds @prisma/driver-adapter-utils gives to driver errors. */
const unavailableKinds = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
  "TransactionWriteConflict",
]);
/** pg and pg-pool raise these without a code; Prisma drops the code of a missing socket file. */
const unavailableMessages =
  /connect ENOENT|timeout exceeded when trying to connect|^Connection terminated|^timeout expired$|^Query read timeout$|not queryable$|^Cannot use a pool after calling end/;

/** Looks through an error and all that caused it. */
export function classifyDatabaseError(error: unknown): DatabaseFailure | null {
  for (const link of chain(error)) {
    if (isConflict(link)) return "conflict";
    if (isUnavailable(link)) return "unavailable";
  }
  return null;
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

function isConflict({ code, kind, originalCode }: Link): boolean {
  return (
    code === "P2002" || code === "23505" || originalCode === "23505" || kind === "UniqueConstraintViolation"
  );
}

function isUnavailable({ code, kind, originalCode, message }: Link): boolean {
  return (
    [code, originalCode].some((state) => typeof state === "string" && isUnavailableCode(state)) ||
    (typeof kind === "string" && unavailableKinds.has(kind)) ||
    (typeof message === "string" && unavailableMessages.test(message))
  );
}

function isUnavailableCode(code: string): boolean {
  return unavailableStates.test(code) || unavailableSystemCodes.has(code) || unavailablePrismaCodes.has(code);
}
