import { parseArgs } from "node:util";
import { createAccountSchema } from "../../lib/accounts/account";
import { personRoles } from "../../lib/accounts/role";
import { commandLine } from "../auth/caller";
import { readEnvironment } from "../env";
import { howToRun } from "../how-to-run";
import {
  type AccountNeeds,
  createAccount,
  listAccounts,
  removeSecondFactor,
  resetPassword,
  updateAccount,
} from "../services/accounts";
import { linkAccount } from "../services/link-account";
import { table } from "../text-table";
import { runCommand, withAccounts } from "./command-database";

const run = howToRun("users");
const usage = `${run} list
${run} create --email ADDRESS --name NAME --role ${personRoles.join("|")}
${run} disable|enable|reset --email ADDRESS     (reset gives a new password, and takes the link off)
${run} remove-second-factor --email ADDRESS     (make sure who asks)
${run} link --email ADDRESS --subject SUBJECT   (with what the sign-on server at OIDC_ISSUER calls the person)`;

const tell = (text: string) => void process.stdout.write(`${text}\n`);

async function idOf({ db }: AccountNeeds, email: string): Promise<string> {
  const user = await db.user.findUnique({ where: { email: email.toLowerCase() }, select: { id: true } });
  if (user === null) throw new Error(`Nobody has the address ${email}.`);
  return user.id;
}

interface Given {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly subject: string;
}

async function list(needs: AccountNeeds): Promise<void> {
  const accounts = await listAccounts(needs);
  const rows = accounts.map(({ email, name, role, disabledAt, lastSeenAt }) => [
    ...[email, name, role],
    disabledAt === null ? "" : "disabled",
    lastSeenAt ?? "",
  ]);
  tell(table([["address", "name", "role", "", "last seen"], ...rows]));
}

async function create(needs: AccountNeeds, { email, name, role: given }: Given): Promise<void> {
  const parsed = createAccountSchema.safeParse({ email, name, role: given });
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`);
    throw new Error(`${faults.join("\n")}\n${usage}`);
  }
  const { account, password } = await createAccount(needs, { ...parsed.data, actor: commandLine });
  tell(`${account.email} is ${account.role}. To be changed at the first sign-in: ${password}`);
}

async function setDisabled(needs: AccountNeeds, email: string, isDisabled: boolean): Promise<void> {
  await updateAccount(needs, { id: await idOf(needs, email), isDisabled, actor: commandLine });
  tell(`${email} ${isDisabled ? "cannot sign in any more, and is signed out" : "can sign in again"}.`);
}

async function reset(needs: AccountNeeds, email: string): Promise<void> {
  const { password } = await resetPassword(needs, { id: await idOf(needs, email), actor: commandLine });
  tell(`To be changed at the next sign-in: ${password}`);
}

async function withoutSecondFactor(needs: AccountNeeds, email: string): Promise<void> {
  await removeSecondFactor(needs, { id: await idOf(needs, email), actor: commandLine });
  tell(`${email} signs in with the password alone, and is signed out.`);
}

async function link(needs: AccountNeeds, { email, subject }: Given): Promise<void> {
  const { OIDC_ISSUER: issuer } = readEnvironment();
  if (issuer === undefined) throw new Error("OIDC_ISSUER is not set: there is no sign-on to link with.");
  if (!/^\S{1,255}$/.test(subject)) throw new Error(`--subject is missing, or is none.\n${usage}`);
  const id = await idOf(needs, email);
  const outcome = await linkAccount(needs, { id, issuer, subject, actor: commandLine });
  if (outcome === "taken") throw new Error(`${subject} is linked with another account.`);
  tell(`${email} signs in as ${subject} of ${issuer}.`);
}

const actions: Readonly<Record<string, (needs: AccountNeeds, given: Given) => Promise<void>>> = {
  list,
  create,
  disable: (needs, { email }) => setDisabled(needs, email, true),
  enable: (needs, { email }) => setDisabled(needs, email, false),
  reset: (needs, { email }) => reset(needs, email),
  "remove-second-factor": (needs, { email }) => withoutSecondFactor(needs, email),
  link,
};

runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: {
      ...{ email: { type: "string" }, name: { type: "string" }, role: { type: "string" } },
      subject: { type: "string" },
    },
    allowPositionals: true,
  });
  const action = actions[positionals[0] ?? ""];
  if (action === undefined || positionals.length !== 1) throw new Error(`What to do is not clear.\n${usage}`);
  const { email = "", name = "", role = "", subject = "" } = values;
  await withAccounts((needs) => action(needs, { email, name, role, subject }));
});
