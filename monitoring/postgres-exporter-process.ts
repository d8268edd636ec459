import { freePort } from "../server/db/postgres/free-port";
import { isInstalled, type RunningProgram, startProgram } from "./program";

/** Debian gives it a name of its own. */
const commands = ["postgres_exporter", "prometheus-postgres-exporter"];

export const postgresExporterCommand = () => commands.find(isInstalled);

export interface RunningPostgresExporter extends RunningProgram {
  /** `host:port` of its metrics. */
  readonly address: string;
}

export interface PostgresExporterOptions {
  readonly command: string;
  readonly databaseUrl: string;
  /** 0 or absent: any that is free. */
  readonly port?: number;
}

/** Starts what tells Prometheus of a Postgres, over TLS only where its address asks for it. */
export async function startPostgresExporter(
  options: PostgresExporterOptions,
): Promise<RunningPostgresExporter> {
  const address = `127.0.0.1:${options.port || (await freePort())}`;
  const source = new URL(options.databaseUrl);
  if (!source.searchParams.has("sslmode")) source.searchParams.set("sslmode", "disable");
  const program = await startProgram({
    name: "The Postgres exporter",
    command: options.command,
    args: [`--web.listen-address=${address}`, "--log.level=error"],
    variables: { DATA_SOURCE_NAME: source.href },
    readyUrl: `http://${address}/`,
  });
  return { ...program, address };
}
