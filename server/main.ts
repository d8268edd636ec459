import { boot } from "./boot";
import { readEnvironment } from "./env";
import { createLog, describe } from "./observability/log";

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const env = readEnvironment();
  const log = createLog(env.LOG_LEVEL);
  process.on("unhandledRejection", (error) => log.error(describe(error), "unhandled rejection"));

  const stopping = new AbortController();
  const booting = boot(env, log, stopping.signal);
  const onSignal = (signal: string) => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    log.info({ signal }, "stopping");
    const stopped = booting.then((server) => server.stop());
    stopped
      .catch((error) => log.warn(describe(error), "stopped while starting"))
      .finally(() => process.exit(0));
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);

  const server = await booting.catch((error: unknown) => {
    if (stopping.signal.aborted) return null;
    throw error;
  });
  if (server === null || stopping.signal.aborted) return;
  if (server.setupUrl !== null) {
    process.stdout.write(`There is no account yet. Within a day this makes the first: ${server.setupUrl}\n`);
  }
  process.stdout.write(`ready http://localhost:${server.port}\n`);
}

main().catch(fail);
