import { parseArgs } from "node:util";
import { keyIdText, takeKey } from "../case-references/agree-on-key";
import { createCaseCipher } from "../case-references/case-cipher";
import { caseSecretsOf } from "../case-references/case-secrets";
import { readEnvironment } from "../env";
import { howToRun } from "../how-to-run";
import type { AccountNeeds } from "../services/accounts";
import { runCommand, withAccounts } from "./command-database";
import { confirmed } from "./confirm";

const run = howToRun("case-key");
const usage = `${run} adopt [--yes]`;
const question =
  "From the next start on the key of this environment encrypts case references. Those under another key stay unreadable for good unless it is found.";

/** For a key that is lost: the one that is given takes its place. */
async function adopt({ db, now }: AccountNeeds): Promise<void> {
  const cipher = createCaseCipher(await caseSecretsOf({ ...readEnvironment(), ROLE: "all" }));
  await takeKey(db, cipher, now());
  const [held] = await db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM case_references
    WHERE substring(sealed FROM 2 FOR 8) <> decode(${keyIdText(cipher.keyId)}, 'hex')`;
  process.stdout.write(`The key is taken. ${held.count} case references are under another one.\n`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { yes: { type: "boolean", default: false } },
  });
  if (positionals.length !== 1 || positionals[0] !== "adopt") throw new Error(usage);
  if (values.yes || (await confirmed(question, `${run} adopt --yes`))) await withAccounts(adopt);
}

runCommand(main);
