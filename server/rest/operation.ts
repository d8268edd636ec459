import type { ZodType } from "zod";

type Method = "GET" | "POST" | "DELETE";

/** How a procedure is reached over REST. */
export interface RestOperation {
  readonly method: Method;
  /** Below `/api/v1`; names in braces are fields of the input. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description?: string;
  /** 200 unless something was made. */
  readonly status?: 200 | 201;
  /** Codes it may answer with, besides those that every operation has. */
  readonly errors?: readonly string[];
  /** Fields of the input that must not stand in an address. */
  readonly omits?: readonly string[];
  /** An input that is right, by field. */
  readonly example?: Readonly<Record<string, unknown>>;
}

/** The operations of a subject, by procedure. */
export type OperationTable = Readonly<Record<string, readonly RestOperation[]>>;

/** A procedure, its schemas, and one way to reach it. */
export interface BoundOperation extends RestOperation {
  readonly procedure: string;
  readonly type: "query" | "mutation";
  readonly operationId: string;
  readonly tag: string;
  /** `null` where it takes nothing. */
  readonly input: ZodType | null;
  readonly output: ZodType;
  /** The names in braces. */
  readonly pathFields: readonly string[];
  /** What the address may name after its `?`. */
  readonly queryFields: ReadonlySet<string>;
}
