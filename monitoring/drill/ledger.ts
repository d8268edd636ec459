import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import pg from "pg";
import { signedIn } from "../../e2e/accounts";
import type { Features } from "../../lib/features";

/** One submission, however often it was sent. */
export interface Entry {
  readonly key: string;
  readonly features: Features;
  /** Status of each answer; `null` where the connection broke, or nothing came within ten seconds. */
  readonly statuses: (number | null)[];
  /** Of the predictions it was answered with. */
  readonly ids: Set<string>;
}

const patienceMilliseconds = 10_000;

/** What the server said, and after how many seconds. */
interface Answer {
  readonly status: number | null;
  readonly id: string | null;
  readonly seconds: number;
}

function send(url: string, { key, features }: Entry, agent: Agent): Promise<Answer> {
  const begun = performance.now();
  return new Promise((resolve) => {
    const end = (status: number | null, id: string | null = null) =>
      resolve({ status, id, seconds: (performance.now() - begun) / 1000 });
    const options = {
      ...{ agent, method: "POST", headers: { "content-type": "application/json", ...signedIn(url) } },
      signal: AbortSignal.timeout(patienceMilliseconds),
    };
    const sent = request(`${url}/api/trpc/predictions.create`, options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.once("error", () => end(null));
      response.once("end", () => {
        const answered = response.statusCode === 200;
        end(response.statusCode ?? null, answered ? JSON.parse(text).result.data.id : null);
      });
    });
    sent.once("error", () => end(null));
    sent.end(JSON.stringify({ idempotencyKey: key, features }));
  });
}

/** Everything that was submitted, and what was said to it. */
export interface Ledger {
  readonly entries: readonly Entry[];
  /** Submits something new. */
  submit(url: string, features: Features): Promise<Answer>;
  /** Sends once more, under the same key, what has no prediction yet; gives how much of it still has none. */
  retry(url: string): Promise<number>;
  close(): void;
}

export function openLedger(connections: number): Ledger {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const entries: Entry[] = [];
  const note = async (url: string, entry: Entry) => {
    const answer = await send(url, entry, agent);
    entry.statuses.push(answer.status);
    if (answer.id !== null) entry.ids.add(answer.id);
    return answer;
  };
  return {
    entries,
    submit: (url, features) => {
      const entry = { key: randomUUID(), features, statuses: [], ids: new Set<string>() };
      entries.push(entry);
      return note(url, entry);
    },
    retry: async (url) => {
      const open = entries.filter(({ ids }) => ids.size === 0);
      await Promise.all(open.map((entry) => note(url, entry)));
      return open.filter(({ ids }) => ids.size === 0).length;
    },
    close: () => agent.destroy(),
  };
}

/** How the ledger and the database agree. */
export interface Account {
  readonly submitted: number;
  readonly answered: number;
  /** Answered with a prediction that is not stored, or not under the key. */
  readonly lost: number;
  /** Answered with two predictions, or stored without being the one of its key. */
  readonly doubled: number;
}

/** Compares them; `databaseUrl` holds nothing but what is in the ledger. */
export async function account(databaseUrl: string, entries: readonly Entry[]): Promise<Account> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; key: string | null }>(
      "SELECT p.id, k.key FROM predictions p LEFT JOIN idempotency_keys k ON k.prediction_id = p.id",
    );
    const stored = new Map(rows.map(({ id, key }) => [id, key]));
    const keys = new Set(stored.values());
    const answered = entries.filter(({ ids }) => ids.size > 0);
    const isStored = ({ key, ids }: Entry) => [...ids].every((id) => stored.get(id) === key);
    return {
      submitted: entries.length,
      answered: answered.length,
      lost: answered.filter((entry) => !isStored(entry)).length,
      doubled: answered.filter(({ ids }) => ids.size > 1).length + rows.length - keys.size,
    };
  } finally {
    await client.end();
  }
}

/** What is wrong in it, a sentence each. */
export function faultsOf({ submitted, answered, lost, doubled }: Account): string[] {
  return [
    ...(lost === 0 ? [] : [`${lost} predictions were answered and are not stored.`]),
    ...(doubled === 0 ? [] : [`${doubled} predictions are stored twice.`]),
    ...(answered === submitted ? [] : [`${submitted - answered} submissions have no answer to the end.`]),
  ];
}
