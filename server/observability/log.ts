import pino from "pino";

export type Log = pino.Logger;

/** Bytes of lines that wait to be written; what comes beyond is dropped. */
const longestBacklog = 2 ** 20;

/**
 * Standard error, written beside the work. Where it cannot be written, to a full disk for instance, lines wait for the
 * next one; that neither ends the process nor, since the library tries for ever at the exit, keeps it from ending.
 */
function standardError() {
  const destination = pino.destination({ dest: 2, sync: false, maxLength: longestBacklog });
  const flush = destination.flushSync.bind(destination);
  let isStuck = false;
  destination.on("error", () => {
    isStuck = true;
  });
  destination.on("write", () => {
    isStuck = false;
  });
  destination.flushSync = () => {
    if (!isStuck) flush();
  };
  return destination;
}

/**
 * Structured log on standard error. Callers pass request ids, routes and counts, never inputs, case references
 * or notes; the redaction list is the second lock on that door.
 */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ["features", "caseReference", "note", "*.features", "*.caseReference", "*.note", "*.password"],
        censor: "[redacted]",
      },
    },
    standardError(),
  );
}

/** An error as log fields: kind, code and stack, without the values a database error may quote in its message. */
export function describe(error: unknown): { error: string; code?: string; at?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const frames = error.stack
    ?.split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8);
  return { error: error.name, ...(code && { code }), ...(frames && { at: frames.join("\n") }) };
}
