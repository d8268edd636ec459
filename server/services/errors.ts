import { DatasetError } from "../../lib/dataset/dataset-error";
import { DatasetSizeError } from "../dataset/dataset-size-error";
import { EncodingError } from "../dataset/decode-text";
import { classifyDatabaseError, type OutageReason, outageReasonOf, outageWords } from "../db/errors";
import { AccountError } from "./account-error";

/** Something the caller asked for that is not there. */
export class NotFoundError extends Error {
  override readonly name = "NotFoundError";
  constructor(
    readonly thing: "prediction" | "model" | "dataset" | "training_run" | "session" | "account" | "api_key",
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

/** Rows that a training run still needs. */
export class DatasetInUseError extends Error {
  override readonly name = "DatasetInUseError";
  constructor(readonly dataset: string) {
    super(`A training run needs the rows of ${dataset}.`);
  }
}

/** No file of the folder of data sets. */
export class HomeFileError extends Error {
  override readonly name = "HomeFileError";
  constructor(
    readonly file: string,
    options?: ErrorOptions,
  ) {
    super(`There is no data file ${file} in the folder of data sets.`, options);
  }
}

/** A day on which an outcome cannot have been found out; days as `YYYY-MM-DD`, in the time zone that goes with them. */
export class OutcomeDayError extends Error {
  override readonly name = "OutcomeDayError";
  constructor(
    readonly observedOn: string,
    /** First and last day; the time zone is that of all three. */
    readonly accepted: { readonly earliest: string; readonly latest: string; readonly timeZone: string },
  ) {
    const { earliest, latest, timeZone } = accepted;
    super(`An outcome of this prediction is found out from ${earliest} to ${latest}, in ${timeZone}.`);
  }
}

/** What is wrong with a file of outcomes as a whole. */
export type OutcomeFileFault =
  | "empty"
  | "broken_quotes"
  | "missing_column"
  | "repeated_column"
  | "too_many_lines"
  | "contradictory_dates"
  | "other_file"
  | "faulty_lines";

/** A file of outcomes from which nothing is taken. */
export class OutcomeFileError extends Error {
  override readonly name = "OutcomeFileError";
  constructor(
    readonly fault: OutcomeFileFault,
    /** What the sentence about the fault names: columns, dates, or a number. */
    readonly values: Readonly<Record<string, string | number>> = {},
  ) {
    super(`This file of outcomes is refused: ${fault}.`);
  }
}

/** A version was to be compared with itself. */
export class SameModelError extends Error {
  override readonly name = "SameModelError";
  constructor(readonly version: string) {
    super("A model was to be compared with itself.");
  }
}

/** The database cannot do it for the moment; nothing was stored, and the same may be sent again. */
export class DatabaseUnavailableError extends Error {
  override readonly name = "DatabaseUnavailableError";
  readonly reason: OutageReason;

  /** The reason is the cause's, unless another is given. */
  constructor(options: ErrorOptions & { readonly reason?: OutageReason }) {
    const reason = options.reason ?? outageReasonOf(options.cause) ?? "away";
    super(`The database ${outageWords[reason]}.`, options);
    this.reason = reason;
  }
}

/** The database does not let its account do this; nothing was stored, and asking again changes nothing. */
class DatabaseForbiddenError extends Error {
  override readonly name = "DatabaseForbiddenError";
  constructor(options: ErrorOptions) {
    super("The database does not let its account do this.", options);
  }
}

/** More is asked of the server than it could answer in time; nothing was begun, and the same may be sent again. */
export class OverloadedError extends Error {
  override readonly name = "OverloadedError";
  constructor() {
    super("The server has more to do than it can answer in time.");
  }
}

/** A name points elsewhere than the caller was shown; `holds` is where, `null` where it is taken off. */
export class NameMovedError extends Error {
  override readonly name = "NameMovedError";
  constructor(
    readonly modelName: string,
    readonly holds: string | null,
  ) {
    super(`The name ${modelName} points at ${holds ?? "nothing"}, not at what was expected.`);
  }
}

/** A name already points at the version it was to be moved to. */
export class AlreadyNamedError extends Error {
  override readonly name = "AlreadyNamedError";
  constructor(
    readonly modelName: string,
    readonly version: string,
  ) {
    super(`The name ${modelName} already points at ${version}.`);
  }
}

/** The champion is the first there was: there is nothing to roll back to. */
export class NothingBeforeError extends Error {
  override readonly name = "NothingBeforeError";
  constructor() {
    super("There was no champion before this one.");
  }
}

/** A roll back to another version than the one that was champion before. */
export class RollBackTargetError extends Error {
  override readonly name = "RollBackTargetError";
  constructor(
    readonly asked: string,
    readonly target: string,
  ) {
    super(`A roll back goes to ${target}, not to ${asked}.`);
  }
}

/** A stored version that cannot be loaded, or does not answer. */
export class UnloadableModelError extends Error {
  override readonly name = "UnloadableModelError";
  constructor(
    readonly version: string,
    options: ErrorOptions,
  ) {
    super(`The model ${version} cannot be loaded.`, options);
  }
}

/** The gate before `champion` refuses, and no reason overrules it. */
export class GateRefusedError extends Error {
  override readonly name = "GateRefusedError";
  constructor(readonly version: string) {
    super(`The gate does not let ${version} pass.`);
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
  | NameMovedError
  | AlreadyNamedError
  | NothingBeforeError
  | RollBackTargetError
  | UnloadableModelError
  | GateRefusedError
  | UnknownTreeError
  | IdempotencyConflictError
  | InvalidCursorError
  | DatasetError
  | EncodingError
  | DatasetSizeError
  | DatasetInUseError
  | HomeFileError
  | OutcomeDayError
  | OutcomeFileError
  | SameModelError
  | TooFewVectorsError
  | OutcomesNotAddedError
  | TrainingUnavailableError
  | AccountError
  | OverloadedError
  | DatabaseForbiddenError
  | DatabaseUnavailableError;

/** The domain error that stands behind whatever was thrown, or `null` where it is a fault of our own. */
export function toDomainError(error: unknown): DomainError | null {
  if (
    error instanceof NotFoundError ||
    error instanceof NameMovedError ||
    error instanceof AlreadyNamedError ||
    error instanceof NothingBeforeError ||
    error instanceof RollBackTargetError ||
    error instanceof UnloadableModelError ||
    error instanceof GateRefusedError ||
    error instanceof UnknownTreeError ||
    error instanceof IdempotencyConflictError ||
    error instanceof InvalidCursorError ||
    error instanceof DatasetError ||
    error instanceof EncodingError ||
    error instanceof DatasetSizeError ||
    error instanceof DatasetInUseError ||
    error instanceof HomeFileError ||
    error instanceof OutcomeDayError ||
    error instanceof OutcomeFileError ||
    error instanceof SameModelError ||
    error instanceof TooFewVectorsError ||
    error instanceof OutcomesNotAddedError ||
    error instanceof TrainingUnavailableError ||
    error instanceof AccountError ||
    error instanceof OverloadedError ||
    error instanceof DatabaseForbiddenError ||
    error instanceof DatabaseUnavailableError
  ) {
    return error;
  }
  const failure = classifyDatabaseError(error);
  if (failure === "unavailable") return new DatabaseUnavailableError({ cause: error });
  return failure === "forbidden" ? new DatabaseForbiddenError({ cause: error }) : null;
}
