import { z } from "zod";

/** One line: what Postgres cannot hold is refused, and what would turn the reading direction of a page around. */
const oneLine = z.stringFormat("displayName", /^[^\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\ufeff]+$/u);

/** A name as it is shown beside what was done: of a person, of a program's key. 1 to 100 characters. */
export const displayNameSchema = z.string().trim().min(1).max(100).pipe(oneLine);
