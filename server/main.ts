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

  const booting = boot(env, log);
  let stopping = false;
  const onSignal = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    booting.then((server) => server.stop()).then(() => process.exit(0), fail);
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);

  const server = await booting;
  process.stdout.write(`ready http://localhost:${server.port}\n`);
}

main().catch(fail);
