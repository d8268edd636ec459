/** Points at the version that answers; always set. */
export const championName = "champion";
/** Points at the version that answers along in the shadow; may be unset. */
export const challengerName = "challenger";

/** A name says what a version is for: small letters, digits, `_` and `-`, 1 to 32, starting with a letter. */
export const modelNameForm = /^[a-z][a-z0-9_-]{0,31}$/;
