import path from "node:path";
import type { CreateAccount } from "../../lib/accounts/account";
import { madeUpAccounts } from "../../prisma/made-up-people";
import { seedInto } from "../../prisma/seed-into";
import { commandLine } from "../auth/caller";
import { createDb, type Db } from "../db/client";
import { startEmbeddedPostgres } from "../db/embedded";
import { migrate } from "../db/migrate";
import { readEnvironment } from "../env";
import { markAsDemonstration } from "../purpose";
import {
  type AccountNeeds,
  createAccount,
  removeSecondFactor,
  resetPassword,
  updateAccount,
} from "../services/accounts";
import { createApiKey, listApiKeys, revokeApiKey } from "../services/api-keys";
import { table } from "../text-table";

const tell = (text: string) => void process.stdout.write(`${text}\n`);

/** Two features read too high in the last ten days, so that there is something to find out. */
const scenario = "drifted";

async function fill(db: Db, url: string): Promise<void> {
  if ((await db.prediction.findFirst({ select: { id: true } })) !== null) return;
  tell("Making up sixty days of regions, answers and outcomes …");
  const { predictions, outcomes, reviews } = await seedInto({ db, url }, scenario);
  tell(
    `Made up ${predictions.length} predictions, ${outcomes.length} outcomes and ${reviews.length} reviews.`,
  );
}

/** As it was at first, whatever somebody who tried things out has made of it. */
async function restore(needs: AccountNeeds, id: string, { role, name }: CreateAccount): Promise<string> {
  await updateAccount(needs, { id, role, name, isDisabled: false, actor: commandLine });
  await removeSecondFactor(needs, { id, actor: commandLine });
  return (await resetPassword(needs, { id, actor: commandLine })).password;
}

/** Everybody's address and password of this start. Passwords of an earlier one hold no more. */
async function letIn(needs: AccountNeeds): Promise<string[][]> {
  const rows: string[][] = [];
  for (const account of madeUpAccounts) {
    const { email, role } = account;
    const known = await needs.db.user.findUnique({ where: { email }, select: { id: true } });
    const password =
      known === null
        ? (await createAccount(needs, { ...account, actor: commandLine })).password
        : await restore(needs, known.id, account);
    // Made here for whoever sits here: nobody has to change it first.
    await needs.db.user.update({ where: { email }, data: { mustChangePassword: false } });
    rows.push([role, email, password]);
  }
  return rows;
}

const keyName = "Demonstration";

/** The same for a program. */
async function keyFor(needs: AccountNeeds): Promise<string> {
  for (const { id, name, revokedAt } of await listApiKeys(needs))
    if (name === keyName && revokedAt === null) await revokeApiKey(needs, { id, actor: commandLine });
  return (await createApiKey(needs, { name: keyName, role: "service", scopes: [], actor: commandLine })).key;
}

async function main(): Promise<void> {
  const { MICROCALC_HOME, PORT } = readEnvironment();
  const home = path.resolve(MICROCALC_HOME);
  await markAsDemonstration(home);
  tell(`A demonstration with made-up data, in ${home}.`);
  const database = await startEmbeddedPostgres({ home, log: () => undefined });
  const db = createDb(database.url);
  try {
    await migrate({ url: database.url, root: process.cwd() });
    await fill(db, database.url);
    const needs = { db, now: () => new Date() };
    const people = await letIn(needs);
    const rows = [["role", "sign in as", "password"], ...people];
    tell(`\n${table(rows)}\n\n  For programs: Authorization: Bearer ${await keyFor(needs)}`);
    tell(
      `\nhttp://localhost:${PORT || "…"} opens when it says ready. Ctrl+C ends it; the data stay, the passwords do not.`,
    );
  } finally {
    await db.$disconnect();
    await database.stop();
  }
}

let interrupted = false;
// Comes to its end first: Postgres would be left running.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    interrupted = true;
  });
main().then(
  () => process.exit(interrupted ? 130 : 0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
