import { parseArgs } from "node:util";
import { createApiKeySchema } from "../../lib/accounts/api-key";
import { roles } from "../../lib/accounts/role";
import { commandLine } from "../auth/caller";
import { howToRun } from "../how-to-run";
import type { AccountNeeds } from "../services/accounts";
import { createApiKey, listApiKeys, revokeApiKey } from "../services/api-keys";
import { table } from "../text-table";
import { runCommand, withAccounts } from "./command-database";

const run = howToRun("api-keys");
const usage = `${run} list
${run} create --name NAME --role ${roles.join("|")} [--days N] [--scope GROUP]...
${run} revoke --id ID`;

const tell = (text: string) => void process.stdout.write(`${text}\n`);

interface Given {
  readonly name?: string;
  readonly role?: string;
  readonly days?: string;
  readonly scope?: string[];
  readonly id?: string;
}

async function list(needs: AccountNeeds): Promise<void> {
  const rows = (await listApiKeys(needs)).map(
    ({ id, name, role, prefix, expiresAt, lastUsedAt, revokedAt }) => [
      ...[id, name, role, `${prefix}…`],
      revokedAt === null ? (expiresAt ?? "") : "revoked",
      lastUsedAt ?? "",
    ],
  );
  tell(table([["id", "name", "role", "key", "until", "last used"], ...rows]));
}

/** The key alone on its line, for scripts to take. */
async function create(needs: AccountNeeds, { name, role, days, scope = [] }: Given): Promise<void> {
  const asked = { name, role, scopes: scope, ...(days !== undefined && { days: Number(days) }) };
  const parsed = createApiKeySchema.safeParse(asked);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`);
    throw new Error(`${faults.join("\n")}\n${usage}`);
  }
  tell((await createApiKey(needs, { ...parsed.data, actor: commandLine })).key);
}

async function revoke(needs: AccountNeeds, { id = "" }: Given): Promise<void> {
  const { name } = await revokeApiKey(needs, { id, actor: commandLine });
  tell(`${name} is revoked.`);
}

const actions: Readonly<Record<string, (needs: AccountNeeds, given: Given) => Promise<void>>> = {
  ...{ list, create, revoke },
};

runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: {
      name: { type: "string" },
      role: { type: "string" },
      days: { type: "string" },
      scope: { type: "string", multiple: true },
      id: { type: "string" },
    },
    allowPositionals: true,
  });
  const action = actions[positionals[0] ?? ""];
  if (action === undefined || positionals.length !== 1) throw new Error(`What to do is not clear.\n${usage}`);
  await withAccounts((needs) => action(needs, values));
});
