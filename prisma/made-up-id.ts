import { v7 as uuidv7 } from "uuid";
import { type Random, randomInteger } from "../lib/random";

/** An id of that moment, the same for the same draws. */
export function madeUpId(at: Date, random: Random): string {
  const bytes = Uint8Array.from({ length: 16 }, () => randomInteger(random, 256));
  return uuidv7({ msecs: at.getTime(), random: bytes });
}
