import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** While a statement is unanswered, the server is asked so often whether it lives. */
const suspicionMilliseconds = 1000;
/**
 * A server that lives says something within a second. Counted in slices: a process that was busy itself, or stood
 * still, has not waited for anybody meanwhile.
 */
const [slices, sliceMilliseconds] = [4, 250];

/** Tells a server that is slow from one that says nothing to anybody any more. */
export interface Pulse {
  /** Keeps an eye on a statement until it is answered. */
  follow(statement: Promise<unknown>): void;
}

interface PulseOptions {
  readonly url: string;
  /** A statement is unanswered, and the server does not live. Not to throw. */
  readonly onDead: () => void;
}

/** True when the server says anything at all on a new connection, be it that it takes no more of them. */
async function lives(url: string): Promise<boolean> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: url,
    application_name: "microcalc pulse",
    stream: () => socket,
  });
  client.on("error", () => undefined);
  let alive: boolean | null = null;
  const asking = client.connect().then(
    () => {
      alive = true;
    },
    (error: unknown) => {
      alive = error instanceof pg.DatabaseError;
    },
  );
  for (let slice = 0; slice < slices && alive === null; slice++)
    await Promise.race([asking, sleep(sliceMilliseconds)]);
  const answer = alive === true;
  if (answer) client.end().catch(() => undefined);
  else socket.destroy();
  return answer;
}

/** One question at a time, and none while statements are answered within a second. */
export function createPulse({ url, onDead }: PulseOptions): Pulse {
  let asking = false;
  const ask = async () => {
    if (asking) return;
    asking = true;
    const alive = await lives(url);
    asking = false;
    if (!alive) onDead();
  };
  return {
    follow: (statement) => {
      const overdue = setInterval(() => void ask(), suspicionMilliseconds);
      overdue.unref();
      const answered = () => clearInterval(overdue);
      statement.then(answered, answered);
    },
  };
}
