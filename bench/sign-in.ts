import { randomUUID } from "node:crypto";
import { signedIn } from "../e2e/accounts";
import { type BenchRow, paired, toRow } from "./bench";
import { makeHome, removeHome, startServer } from "./server";

const pairs = 32;
/** An account is tried ten times in a quarter of an hour at most, an address a hundred times. */
const accounts = 4;
const warmUps = 3;

async function post(url: string, procedure: string, body: unknown): Promise<Response> {
  const headers = { "Content-Type": "application/json", ...signedIn(url) };
  return fetch(`${url}/api/trpc/${procedure}`, { method: "POST", headers, body: JSON.stringify(body) });
}

async function makeAccount(url: string): Promise<string> {
  const email = `${randomUUID()}@example.org`;
  const answer = await post(url, "accounts.create", { name: "Bench", email, role: "auditor" });
  if (!answer.ok) throw new Error(`No account was made: ${await answer.text()}`);
  return email;
}

/** Milliseconds until a sign-in with a wrong password is refused. */
async function refusal(url: string, email: string): Promise<number> {
  const begun = performance.now();
  const answer = await post(url, "session.signIn", { email, password: "not this one at all" });
  await answer.text();
  if (answer.status !== 401) throw new Error(`The sign-in was answered with ${answer.status}.`);
  return performance.now() - begun;
}

/** How long a refusal takes for an address that has no account, against one that has: 1 tells nothing. */
export async function signInBench(): Promise<BenchRow[]> {
  const home = await makeHome();
  const server = await startServer(home);
  try {
    const known = await Promise.all(Array.from({ length: accounts }, () => makeAccount(server.url)));
    let turn = 0;
    const unknownRefusal = () => refusal(server.url, `${randomUUID()}@example.org`);
    const knownRefusal = () => refusal(server.url, known[turn++ % accounts] as string);
    await paired(warmUps, unknownRefusal, knownRefusal);
    const measured = await paired(pairs, unknownRefusal, knownRefusal);
    return [toRow("sign-in refused, unknown / known account", "ms", measured)];
  } finally {
    await server.stop();
    await removeHome(home);
  }
}
