/** Why somebody is not let in, or an account not changed. */
export type AccountFault =
  | "sign_in_required"
  | "forbidden"
  | "password_change_required"
  | "second_factor_required"
  | "invalid_credentials"
  | "invalid_code"
  | "sign_in_again"
  | "too_many_attempts"
  | "too_many_requests"
  | "setup_link_invalid"
  | "wrong_password"
  | "no_password"
  | "same_password"
  | "guessable_password"
  | "first_password_expired"
  | "second_factor_on"
  | "email_taken"
  | "last_administrator";

interface AccountErrorOptions extends ErrorOptions {
  readonly retryAfterSeconds?: number;
}

export class AccountError extends Error {
  override readonly name = "AccountError";
  /** After which it may be tried again; `null` where waiting does not help. */
  readonly retryAfterSeconds: number | null;
  /** What the sentence about it names. */
  readonly values: Readonly<Record<string, number>>;
  constructor(
    readonly fault: AccountFault,
    { retryAfterSeconds, ...options }: AccountErrorOptions = {},
  ) {
    super(`Refused: ${fault}.`, options);
    this.retryAfterSeconds = retryAfterSeconds ?? null;
    this.values = { seconds: retryAfterSeconds ?? 0 };
  }
}
