import { z } from "zod";
import { InvalidCursorError } from "./errors";

/** Where a page ended: the next one begins right after this row, newest first. */
export interface Position {
  readonly at: Date;
  readonly id: string;
}

/** As {@link encodeCursor} writes it; Postgres has no year 0. */
const instant = z.iso.datetime({ precision: 3 }).regex(/^(?!0000)/);

/** Opaque to the caller; holds a time and a row id, nothing about a person or a case. */
export function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify([position.at.toISOString(), position.id])).toString("base64url");
}

/** Throws {@link InvalidCursorError} for anything {@link encodeCursor} did not make of an id of this kind. */
export function decodeCursor(cursor: string, idSchema: z.ZodType<string>): Position {
  try {
    const text = Buffer.from(cursor, "base64url").toString("utf8");
    const [at, id] = z.tuple([instant, idSchema]).parse(JSON.parse(text));
    return { at: new Date(at), id };
  } catch (cause) {
    throw new InvalidCursorError("This cursor was not made by this server.", { cause });
  }
}
