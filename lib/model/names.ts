import { z } from "zod";

/** Points at the version that answers; always set. */
export const championName = "champion";
/** Points at the version that answers along in the shadow; may be unset. */
export const challengerName = "challenger";

/** Names a version by what it is for: small letters, digits, `_` and `-`, 1 to 32, starting with a letter. */
export const modelNameSchema = z.stringFormat("modelName", /^[a-z][a-z0-9_-]{0,31}$/);
