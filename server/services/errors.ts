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

/** The database is away; nothing was stored, and the same submission may be sent again. */
export class DatabaseUnavailableError extends Error {
  override readonly name = "DatabaseUnavailableError";
  constructor(options: ErrorOptions) {
    super("The database does not answer.", options);
  }
}

/** Too few distinct vectors of a class to hold any out: nothing honest could be said of the model. */
export class TooFewVectorsError extends Error {
  override readonly name = "TooFewVectorsError";
  constructor(readonly found: { label: "positive" | "negative"; count: number; folds: number }) {
    super(`There are ${found.count} distinct ${found.label} vectors for ${found.folds} folds.`);
  }
}

/** Outcomes that cannot be added to a data set: there are none, or it holds them already. */
export class OutcomesNotAddedError extends Error {
  override readonly name = "OutcomesNotAddedError";
  constructor(readonly reason: "none" | "twice") {
    super(reason === "none" ? "No outcome is known." : "The data set holds outcomes already.");
  }
}

/** The database account may not set up what jobs are kept in. */
export class TrainingUnavailableError extends Error {
  override readonly name = "TrainingUnavailableError";
}

export type DomainError =
  | NotFoundError
  | UnknownTreeError
  | IdempotencyConflictError
  | InvalidCursorError
  | TooFewVectorsError
  | OutcomesNotAddedError
  | TrainingUnavailableError
  | DatabaseUnavailableError;

/** The domain error that stands behind whatever was thrown, or `null` where it is a fault of our own. */
export function toDomainError(error: unknown): DomainError | null {
  if (
    error instanceof NotFoundError ||
    error instanceof UnknownTreeError ||
    error instanceof IdempotencyConflictError ||
    error instanceof InvalidCursorError ||
    error instanceof TooFewVectorsError ||
    error instanceof OutcomesNotAddedError ||
    error instanceof TrainingUnavailableError ||
    error instanceof DatabaseUnavailableError
  ) {
    return error;
  }
  return classifyDatabaseError(error) === "unavailable"
    ? new DatabaseUnavailableError({ cause: error })
    : null;
}
