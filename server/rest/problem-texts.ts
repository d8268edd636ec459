interface ProblemText {
  /** The same whenever a problem of this kind is told. */
  readonly title: string;
  /** What it means and what to do. */
  readonly meaning: string;
}

const resend =
  "Send the same again, with the same keys, after `Retry-After` seconds: nothing is stored twice.";

const again = "Nothing was written. Look at how things stand before you decide again.";

/** What stands under `/api/problems/CODE`. */
export const problemTexts: Readonly<Record<string, ProblemText>> = {
  invalid_input: {
    title: "Input not accepted",
    meaning: "A field is missing, is not accepted, or is not known. `issues` names each with what would do.",
  },
  not_json: {
    title: "Not JSON",
    meaning: "The body is no JSON text in UTF-8. A byte order mark before it is accepted; UTF-16 is not.",
  },
  invalid_cursor: {
    title: "Page marker not accepted",
    meaning: "`cursor` was not made by this server. Begin again without one.",
  },
  outcome_day: {
    title: "Day not possible",
    meaning: "`observedOn` is before the day of the prediction or after today, in the given time zone.",
  },
  outcome_file: {
    title: "File of outcomes not accepted",
    meaning: "The file as a whole, its header, or one of its lines is not as expected. Nothing was written.",
  },
  same_model: { title: "Same version twice", meaning: "Two different versions are needed to compare." },
  too_few_vectors: {
    title: "Too few rows",
    meaning:
      "The data set has too few distinct rows of a class for so many folds. Take fewer folds or more rows.",
  },
  outcomes_not_added: {
    title: "Outcomes cannot be added",
    meaning: "There are none yet, or the data set holds them already.",
  },
  malformed_request: {
    title: "Malformed request",
    meaning: "The address or a header is not one that this server reads.",
  },
  sign_in_required: {
    title: "Not signed in",
    meaning:
      "Send an API key as `Authorization: Bearer KEY`, or sign in. The one sent is unknown, expired or revoked.",
  },
  forbidden: { title: "Not allowed", meaning: "Whoever asks may not do this." },
  overloaded: {
    title: "Too much at once",
    meaning: "The server has as much to do as it can. Send the same a little later.",
  },
  password_change_required: {
    title: "Password to be changed first",
    meaning: "The password was made by an administrator. Change it in the browser, then ask again.",
  },
  second_factor_required: {
    title: "Second factor to be set up first",
    meaning: "Whoever signs in with a password needs one here. Set it up in the browser, then ask again.",
  },
  invalid_credentials: { title: "Not let in", meaning: "Address and password do not go together." },
  invalid_code: { title: "Wrong code", meaning: "The code is not the right one, or was used before." },
  sign_in_again: { title: "Begin again", meaning: "The sign-in took too long, or had too many wrong codes." },
  too_many_attempts: {
    title: "Too many attempts",
    meaning:
      "From here, or for this account, too many attempts to get in were made. Wait as long as is said.",
  },
  setup_link_invalid: {
    title: "Link used up",
    meaning: "The link for setting up is used, expired or made up.",
  },
  wrong_password: { title: "Wrong password", meaning: "The password given is not that of the account." },
  no_password: {
    title: "No password",
    meaning: "The account has none: it is signed in to at the sign-on server.",
  },
  same_password: {
    title: "The same password",
    meaning: "The new password is the old one.",
  },
  guessable_password: {
    title: "Password easily guessed",
    meaning:
      "The password is a common one, follows a simple pattern, or is mostly the name of its owner or of this application.",
  },
  first_password_expired: {
    title: "First password expired",
    meaning: "The password was made by an administrator more than seven days ago and never changed.",
  },
  second_factor_on: {
    title: "Second factor on",
    meaning: "The account has a second factor already. Switch it off first.",
  },
  email_taken: { title: "Address taken", meaning: "There is an account with this e-mail address." },
  last_administrator: {
    title: "Last administrator",
    meaning: "Somebody who keeps the accounts has to stay. Make another administrator first.",
  },
  foreign_site: {
    title: "From another site",
    meaning: "A page of another site made a browser send this. It is refused whoever is signed in.",
  },
  not_found: { title: "Not found", meaning: "There is nothing under this id." },
  unknown_procedure: {
    title: "Nothing to call",
    meaning: "No operation has this address. `/api/openapi.json` lists them all.",
  },
  unknown_tree: { title: "No such tree", meaning: "The model in use has fewer trees." },
  home_file: { title: "No such file", meaning: "The server's folder of data sets has no file of this name." },
  method_not_supported: {
    title: "Method not allowed",
    meaning: "The address exists, and not by this method. `Allow` names those it has.",
  },
  idempotency_conflict: {
    title: "Key used before",
    meaning: "The idempotency key was used for other values. Nothing was stored; take a new key.",
  },
  name_moved: { title: "Name moved", meaning: `The name points elsewhere than expected. ${again}` },
  already_named: { title: "Already named", meaning: `The name points at this version already. ${again}` },
  nothing_before: {
    title: "Nothing to go back to",
    meaning: `There was no champion before this one. ${again}`,
  },
  roll_back_target: {
    title: "Another version to go back to",
    meaning: `A roll back goes to the champion before this one, which is another version. ${again}`,
  },
  dataset_in_use: {
    title: "Data set in use",
    meaning: "A training run needs the rows. Cancel it or wait for its end.",
  },
  gate_refused: {
    title: "Gate refused",
    meaning: "The version is not good enough by the gate's figures, and no reason was given to overrule it.",
  },
  training_unavailable: {
    title: "Training not set up",
    meaning: "The database account may not set up what jobs are kept in. Ask whoever runs the server.",
  },
  too_large: { title: "Too large", meaning: "The body has more bytes than this operation takes." },
  file_too_large: { title: "File too large", meaning: "The file has more bytes or rows than are taken." },
  headers_too_large: { title: "Headers too large", meaning: "The request has too many headers." },
  unsupported_media_type: {
    title: "Unsupported media type",
    meaning: "A body is sent as `application/json`, in UTF-8, and not compressed.",
  },
  file_faults: {
    title: "File not accepted",
    meaning: "Lines of the file are not as expected. `file` names the first ones. Nothing was kept.",
  },
  file_encoding: { title: "Not UTF-8", meaning: "The file is no text in UTF-8. Nothing was kept." },
  unloadable_model: { title: "Model does not load", meaning: `The stored version cannot be used. ${again}` },
  too_many_requests: {
    title: "Too many requests",
    meaning:
      "More was asked for in a minute, or more that costs much in an hour, than one account, key or address may ask for. " +
      "Nothing was done. Wait as long as `Retry-After` says; many rows go in one call.",
  },
  internal: {
    title: "Internal error",
    meaning: "A fault of the server's. Report it with its `requestId` if it happens again.",
  },
  unavailable: {
    title: "Not available",
    meaning: "The server is starting or has too much to do. Send the same again after `Retry-After` seconds.",
  },
  database_unavailable: {
    title: "Database not available",
    meaning: `The database does not answer. ${resend}`,
  },
  database_restarting: {
    title: "Database restarting",
    meaning: `The database is starting or stopping. ${resend}`,
  },
  database_too_slow: {
    title: "Took too long",
    meaning: `The database ended the work because it took too long. Ask for less at once, or later. ${resend}`,
  },
  database_contended: {
    title: "Kept waiting",
    meaning: `Others were working on the same rows. ${resend}`,
  },
  disk_full: {
    title: "Disk full",
    meaning: `A disk of the server or of its database is full; an operator has to free space. ${resend}`,
  },
  database_out_of_connections: {
    title: "No free connection to the database",
    meaning: `All connections to the database are taken. ${resend}`,
  },
  database_out_of_memory: {
    title: "Database out of memory",
    meaning: `The database has run out of memory, or into another limit of its own. ${resend}`,
  },
  database_read_only: {
    title: "Database takes no writes",
    meaning: `The database is a standby, or was made read-only; its operator can change that. ${resend}`,
  },
  database_forbidden: {
    title: "Not allowed by the database",
    meaning:
      "The database account of the server lacks a privilege. The database's administrator can grant it; the server's log names it.",
  },
};
