import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { signedIn } from "../../e2e/accounts";
import type { Features } from "../../lib/features";

/**
 * `answered` with a prediction, `refused` with a server's error, `rejected` as bad input, `unanswered` within ten
 * seconds.
 */
export type Fate = "answered" | "refused" | "rejected" | "unanswered";

/** Above the longest that the server itself waits for its database. */
const patienceMilliseconds = 10_000;
/** A connection at rest is given up before the server, after 65 s, gives it up at the moment it is used again. */
const agent = new Agent({ keepAlive: true, timeout: 30_000 });

function fateOf(status: number | null): Fate {
  if (status === null) return "unanswered";
  if (status === 200) return "answered";
  return status >= 500 ? "refused" : "rejected";
}

/** Sends one request over a connection that is kept. Gives its status; `null` when there was no answer in time. */
function send(url: string, body: string | null): Promise<number | null> {
  return new Promise((resolve) => {
    const sent = request(
      url,
      {
        agent,
        signal: AbortSignal.timeout(patienceMilliseconds),
        headers: { ...signedIn(url), ...(body !== null && { "content-type": "application/json" }) },
        ...(body !== null && { method: "POST" }),
      },
      (response) => {
        response.resume();
        response.once("end", () => resolve(response.statusCode ?? null));
        response.once("error", () => resolve(null));
      },
    );
    sent.once("error", () => resolve(null));
    sent.end(body ?? undefined);
  });
}

/** One candidate to one server. */
export async function submit(url: string, features: Features): Promise<Fate> {
  const body = JSON.stringify({ idempotencyKey: randomUUID(), features });
  return fateOf(await send(`${url}/api/trpc/predictions.create`, body));
}

/** The first page of the history, as whoever opens it asks for it. */
export async function readHistory(url: string): Promise<void> {
  const input = encodeURIComponent(JSON.stringify({ limit: 20 }));
  await send(`${url}/api/trpc/predictions.list?input=${input}`, null);
}

/** So many at a time: more than a server takes together to the disk, fewer than would make it slow. */
const atATime = 16;

/** All of them, in turns to several servers, as fast as they are answered; throws when one is not. */
export async function submitAll(urls: readonly string[], candidates: readonly Features[]): Promise<void> {
  const left = candidates.entries();
  const lane = async () => {
    for (const [i, features] of left) {
      const fate = await submit(urls[i % urls.length] as string, features);
      if (fate !== "answered") throw new Error(`A candidate was ${fate} while nothing was wrong.`);
    }
  };
  await Promise.all(Array.from({ length: atATime }, lane));
}
