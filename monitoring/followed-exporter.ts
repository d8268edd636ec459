import { setTimeout as sleep } from "node:timers/promises";
import { runningDatabaseUrl } from "../server/db/embedded";
import { canListen, freePort } from "../server/db/postgres/free-port";
import { type RunningPostgresExporter, startPostgresExporter } from "./postgres-exporter-process";

const lookMilliseconds = 2000;
/** The exporter's own; the same at every start, so that its series go on. */
const usualPort = 9187;

export interface FollowedExporter {
  /** `host:port`, answered while there is a database. */
  readonly address: string;
  stop(): Promise<void>;
}

export interface FollowOptions {
  readonly command: string;
  readonly databaseUrl: string | undefined;
  readonly home: string;
  /** Told what goes wrong. */
  readonly say: (sentence: string) => void;
}

/** An exporter for the home's own database, which comes and goes and may come back on another port. */
export async function followDatabase(options: FollowOptions): Promise<FollowedExporter> {
  const { command, databaseUrl, home, say } = options;
  const port = (await canListen(usualPort)) ? usualPort : await freePort();
  const stopping = new AbortController();
  let running: { url: string; exporter: RunningPostgresExporter } | null = null;

  async function look(): Promise<void> {
    const url = databaseUrl ?? (await runningDatabaseUrl(home));
    if (url === null || running?.url === url) return;
    await running?.exporter.stop();
    running = null;
    const exporter = await startPostgresExporter({ command, databaseUrl: url, port });
    const now = { url, exporter };
    running = now;
    void exporter.ended.then(() => {
      if (running === now) running = null;
    });
  }

  async function follow(): Promise<void> {
    let told = "";
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => {
        const sentence = error instanceof Error ? error.message : String(error);
        if (sentence !== told) say(sentence);
        told = sentence;
      });
      await sleep(lookMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const following = follow();
  return {
    address: `127.0.0.1:${port}`,
    stop: async () => {
      stopping.abort();
      await following;
      await running?.exporter.stop();
    },
  };
}
