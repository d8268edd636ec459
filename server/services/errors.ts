import { classifyDatabaseError } from "../db/errors";

/** Something the caller asked for that is not there. */
export class NotFoundError extends Error {
  override readonly name = "NotFoundError";
  constructor(
    readonly thing: "prediction" | "model" | "dataset" | "training_run",
    readonly id: string,
  ) {
    super(`There is no ${thing} with this id.`);
  }
}

/** A tree of the model in use that it does not have. */
export class UnknownTreeError extends Error {
  override readonly name = "UnknownTreeError";
  constructor(
    readonly tree: number,
    readonly trees: number,
  ) {
    super(`There is no tree ${tree}; the model has ${trees}.`);
  }
}

/** The same idempotency key came with another body. */
export class IdempotencyConflictError extends Error {
  override readonly name = "IdempotencyConflictError";
  constructor() {
    super("This idempotency key was used for another submission.");
  }
}

/** A cursor that this server did not make. */
export class InvalidCursorError extends Error {
  override readonly name = "InvalidCursorError";
}

/** A version was to be compared with itself. */
export class SameModelError extends Error {
  override readonly name = "SameModelError";
  constructor(readonly version: string) {
    super("A model was to be compared with itself.");
  }
}

/** The database is away; nothing was stored, and the same submission may be sent again. */
export class DatabaseUnavailableError extends Error {
  override readonly name = "DatabaseUnavailableError";
  constructor(options: ErrorOptions) {
    super("The database does not answer.", options);
  }
}

export type DomainError =
  | NotFoundError
  | UnknownTreeError
  | IdempotencyConflictError
  | InvalidCursorError
  | SameModelError
  | DatabaseUnavailableError;

/** The domain error that stands behind whatever was thrown, or `null` where it is a fault of our own. */
export function toDomainError(error: unknown): DomainError | null {
  if (
    error instanceof NotFoundError ||
    error instanceof UnknownTreeError ||
    error instanceof IdempotencyConflictError ||
    error instanceof InvalidCursorError ||
    error instanceof SameModelError ||
    error instanceof DatabaseUnavailableError
  ) {
    return error;
  }
  return classifyDatabaseError(error) === "unavailable"
    ? new DatabaseUnavailableError({ cause: error })
    : null;
}
