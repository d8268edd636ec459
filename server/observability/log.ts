import pino from "pino";

export type Log = pino.Logger;

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
    pino.destination({ dest: 2, sync: false }),
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
