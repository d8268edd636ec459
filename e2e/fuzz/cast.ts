import { type personRoles, type Role, roles } from "../../lib/accounts/role";
import { createDb, type Db } from "../../server/db/client";
import { addressFor, type Credentials, call, dataIn, makeKey, sessionOf } from "../callers";
import { createPerson, type Person } from "../people";
import { type Known, makeThings } from "./known";

/** As whom requests are sent: every role, programs, and those who are not, or no longer, let in. */
export const actors = [
  ...roles,
  ...["narrowed key", "nobody", "made-up key", "ended session", "newcomer"],
] as const;
export type Actor = (typeof actors)[number];

/** Of which everything is refused but what is about getting in. */
export const shutOut: readonly Actor[] = ["nobody", "made-up key", "ended session", "newcomer"];

export interface Cast {
  credentialsOf(actor: Actor): Credentials;
  /** Signs an actor in again. */
  renew(actor: Actor): Promise<void>;
  /** The same where their session is over. */
  renewIfEnded(actor: Actor): Promise<void>;
  readonly known: Known;
  /** With whose database one looks on. */
  readonly db: Db;
  close(): Promise<void>;
}

const isPerson = (role: Role): role is (typeof personRoles)[number] => role !== "service";

/** Gathers everybody and everything on a server whose database is at `databaseUrl`. */
export async function createCast(url: string, databaseUrl: string): Promise<Cast> {
  const db = createDb(databaseUrl);
  const people = new Map<Actor, Person>();
  const credentials = new Map<Actor, Credentials>([
    ["nobody", {}],
    ["made-up key", { Authorization: `Bearer mcalc_${"A".repeat(43)}` }],
    ["service", (await makeKey(url, { role: "service" })).credentials],
    ["narrowed key", (await makeKey(url, { role: "service", scopes: ["models"] })).credentials],
  ]);
  const enter = async (actor: Actor, person: Person) => {
    people.set(actor, person);
    credentials.set(actor, await sessionOf(url, person));
  };
  for (const role of roles) if (isPerson(role)) await enter(role, await createPerson(db, role));
  await enter("newcomer", await createPerson(db, "administrator"));
  const newcomer = people.get("newcomer")?.id ?? "";
  await db.user.update({ where: { id: newcomer }, data: { mustChangePassword: true } });
  await enter("ended session", await createPerson(db, "administrator"));
  await call(url, "session.signOut", { as: credentials.get("ended session") ?? {} });
  let entries = 0;
  const credentialsOf = (actor: Actor) => credentials.get(actor) ?? {};
  const renew = async (actor: Actor) => {
    const person = people.get(actor);
    if (person === undefined || actor === "ended session") return;
    entries += 1;
    // From somewhere else each time: attempts are counted by address.
    const from = addressFor(`${person.email} ${entries}`);
    credentials.set(actor, { ...(await sessionOf(url, { ...person, from })), ...from });
  };
  return {
    ...{ db, credentialsOf, renew },
    renewIfEnded: async (actor) => {
      const { account } = dataIn<{ account: unknown }>(
        await call(url, "session.current", { as: credentialsOf(actor) }),
      );
      if (account === null) await renew(actor);
    },
    known: await makeThings(url, db),
    close: () => db.$disconnect(),
  };
}
