import type { SignOnFault } from "../../lib/accounts/sign-on";

/** Somebody who came by the organisation's sign-on is not let in. */
export class SignOnError extends Error {
  override readonly name = "SignOnError";
  constructor(
    readonly fault: SignOnFault,
    options?: ErrorOptions,
  ) {
    super(`Refused at sign-on: ${fault}.`, options);
  }
}
