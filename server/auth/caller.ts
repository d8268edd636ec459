import type { Role } from "../../lib/accounts/role";
import { AccountError } from "../services/account-error";
import { permissions, type Reach } from "./permissions";

/** Who is acting. Stored with everything that person does. */
export interface Actor {
  readonly id: string;
  readonly name: string;
}

/** A person with a session, a program with a key, or this process itself. */
export interface Caller extends Actor {
  readonly role: Role;
  /** The session or the key that says so. */
  readonly credential: { readonly kind: "session" | "key" | "process"; readonly id: string };
  /** What a key is narrowed to; empty for nothing less than its role. */
  readonly scopes: readonly string[];
  readonly mustChangePassword: boolean;
}

/** Where only somebody's own things are within reach: whose. */
export interface Within {
  readonly owner?: string | undefined;
}

/** What may be asked for before a password that somebody else made has been changed. */
const beforeChange: ReadonlySet<string> = new Set([
  "account.changePassword",
  "session.current",
  "session.signOut",
  "session.touch",
]);

type Operation = keyof typeof permissions;
const isOperation = (name: string): name is Operation => Object.hasOwn(permissions, name);

function reachOf({ role, scopes }: Caller, operation: Operation): Reach | null {
  const grants: "anyone" | Partial<Record<Role, Reach>> = permissions[operation];
  if (grants === "anyone") return "own";
  if (scopes.length > 0 && !scopes.includes(operation.split(".", 1)[0] as string)) return null;
  return grants[role] ?? null;
}

/** Whether it takes no account. */
export const isOpen = (operation: string): boolean =>
  isOperation(operation) && permissions[operation] === "anyone";

/**
 * The one place where it is decided. Gives whose things are within reach; throws {@link AccountError} for
 * nobody and for whoever may not, which is everybody for an operation that is not in the table.
 */
export function authorise(caller: Caller | null, operation: string): Reach {
  if (!isOperation(operation)) throw new AccountError("forbidden");
  if (caller === null) {
    if (permissions[operation] === "anyone") return "own";
    throw new AccountError("sign_in_required");
  }
  if (caller.mustChangePassword && !beforeChange.has(operation))
    throw new AccountError("password_change_required");
  const reach = reachOf(caller, operation);
  if (reach === null) throw new AccountError("forbidden");
  return reach;
}

/** Names of all that somebody may ask for. */
export function operationsOf(caller: Caller): string[] {
  return Object.keys(permissions).filter(
    (operation) => isOperation(operation) && reachOf(caller, operation) !== null,
  );
}
