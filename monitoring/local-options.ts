import path from "node:path";
import { parseArgs } from "node:util";
import { type Environment, readEnvironment } from "../server/env";

const usage = "npm run monitoring -- [--port 9090] [--alertmanager-port 9093] [HOST:METRICS_PORT …]";

/** What to watch, and where to listen. */
export interface LocalOptions {
  /** `host:port` of Microcalc's metrics, of one process or several. */
  readonly targets: readonly string[];
  /** Microcalc's own folder, absolute. */
  readonly home: string;
  readonly port: number;
  readonly alertmanagerPort: number;
  readonly token: string | undefined;
  /** Without it the database is looked for in the home. */
  readonly databaseUrl: string | undefined;
  /** Of the process on this machine; `null` where others are watched. */
  readonly pagesUrl: string | null;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`${text} is no port: a whole number from 1 to 65535.\n${usage}`);
  return port;
}

function addressOf(text: string): string {
  if (!/^[\w.-]+:\d{1,5}$/.test(text))
    throw new Error(`${text} is no address of metrics, as 127.0.0.1:9464.\n${usage}`);
  return text;
}

function argumentsOf(args: readonly string[]) {
  const options = {
    port: { type: "string", default: "9090" },
    "alertmanager-port": { type: "string", default: "9093" },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
  }
}

/** From the arguments, and from what Microcalc itself is told by its environment; throws with a sentence. */
export function localOptions(args: readonly string[], env: Environment = readEnvironment()): LocalOptions {
  const { values, positionals } = argumentsOf(args);
  if (positionals.length === 0 && env.METRICS_PORT === 0)
    throw new Error(`METRICS_PORT is 0: say where Microcalc's metrics are.\n${usage}`);
  const own = `127.0.0.1:${env.METRICS_PORT}`;
  return {
    targets: positionals.length === 0 ? [own] : positionals.map(addressOf),
    home: path.resolve(env.MICROCALC_HOME),
    port: portOf(values.port),
    alertmanagerPort: portOf(values["alertmanager-port"]),
    token: env.METRICS_TOKEN,
    databaseUrl: env.DATABASE_URL,
    pagesUrl: positionals.length === 0 ? `http://localhost:${env.PORT}` : null,
  };
}
