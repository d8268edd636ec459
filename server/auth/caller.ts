import type { FirstDuty } from "../../lib/accounts/account";
import type { Role } from "../../lib/accounts/role";
import { AccountError, type AccountFault } from "../services/account-error";
import { permissions, type Reach } from "./permissions";

/** Who did something, as it is stored with it. */
export interface Actor {
  readonly id: string;
  readonly name: string;
}

/** Who is acting, as what, and from where. */
export interface Caller extends Actor {
  /** A word: small letters and `_`. */
  readonly role: string;
  /** Internet address; `null` where the act comes from the machine itself, a command for instance. */
  readonly address: string | null;
  readonly requestId: string | null;
  /** Opaque id of the session or key that the request came with; `null` where there is none. */
  readonly credentialId: string | null;
}

/** Whose credential a request carries: a person's session, a program's key, or this process's own. */
export interface Principal extends Actor {
  readonly role: Role;
  /** The session or the key that says so. */
  readonly credential: { readonly kind: "session" | "key" | "process"; readonly id: string };
  /** What a key is narrowed to; empty for nothing less than its role. */
  readonly scopes: readonly string[];
  /** What they have to do before anything else; `null` for nothing. */
  readonly mustFirst: FirstDuty | null;
}

/** Where only somebody's own things are within reach: whose. */
export interface Within {
  readonly owner?: string | undefined;
}

/** What stands in the way of everything else, by what has to be done: how it is refused, and what it leaves open. */
const firstDuties = {
  // The password was made by somebody else.
  change_password: {
    fault: "password_change_required",
    leavesOpen: ["account.changePassword", "session.touch"],
  },
  set_up_second_factor: {
    fault: "second_factor_required",
    leavesOpen: ["account.startSecondFactor", "account.confirmSecondFactor", "session.touch"],
  },
} as const satisfies Record<FirstDuty, { fault: AccountFault; leavesOpen: readonly string[] }>;

type Operation = keyof typeof permissions;
const isOperation = (name: string): name is Operation => Object.hasOwn(permissions, name);

function reachOf({ role, scopes }: Principal, operation: Operation): Reach | null {
  const grants: "anyone" | Partial<Record<Role, Reach>> = permissions[operation];
  if (grants === "anyone") return "own";
  if (scopes.length > 0 && !scopes.includes(operation.split(".", 1)[0] as string)) return null;
  return grants[role] ?? null;
}

/**
 * The one place where it is decided. Gives whose things are within reach; throws {@link AccountError} for
 * nobody and for whoever may not, which is everybody for an operation that is not in the table.
 */
export function authorise(principal: Principal | null, operation: string): Reach {
  if (!isOperation(operation)) throw new AccountError("forbidden");
  if (principal === null) {
    if (permissions[operation] === "anyone") return "own";
    throw new AccountError("sign_in_required");
  }
  if (principal.mustFirst !== null && permissions[operation] !== "anyone") {
    const { fault, leavesOpen } = firstDuties[principal.mustFirst];
    if (!leavesOpen.some((open) => open === operation)) throw new AccountError(fault);
  }
  const reach = reachOf(principal, operation);
  if (reach === null) throw new AccountError("forbidden");
  return reach;
}

interface From {
  readonly address: string;
  readonly requestId: string;
}

/** Who acts, as it is put on record; nobody's is the act of whoever has not signed in. */
export function callerOf(principal: Principal | null, { address, requestId }: From): Caller {
  const { id, name, role } = principal ?? { id: "nobody", name: "Nobody", role: "none" };
  return { id, name, role, address, requestId, credentialId: principal?.credential.id ?? null };
}

/** Whoever has the machine: no account of ours stands behind a command. */
export const commandLine: Caller = {
  ...{ id: "command-line", name: "Command line", role: "machine" },
  ...{ address: null, requestId: null, credentialId: null },
};

/** What comes with the program, entered by its first start. */
export const installation: Caller = { ...commandLine, id: "installation", name: "Installation" };

/** Names of all that somebody may ask for. */
export function operationsOf(principal: Principal): string[] {
  return Object.keys(permissions).filter(
    (operation) => isOperation(operation) && reachOf(principal, operation) !== null,
  );
}
