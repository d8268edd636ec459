import { freePort } from "../server/db/postgres/free-port";
import { isInstalled, type RunningProgram, startProgram } from "./program";

/** Debian gives it a name of its own. */
const commands = ["postgres_exporter", "prometheus-postgres-exporter"];

export const postgresExporterCommand = () => commands.find(isInstalled);

export interface RunningPostgresExporter extends RunningProgram {
  /** `host:port` of its metrics. */
  readonly address: string;
}

/** Starts what tells Prometheus of a Postgres that is reached without TLS, on loopback. */
export async function startPostgresExporter(
  command: string,
  databaseUrl: string,
): Promise<RunningPostgresExporter> {
  const address = `127.0.0.1:${await freePort()}`;
  const source = new URL(databaseUrl);
  if (!source.searchParams.has("sslmode")) source.searchParams.set("sslmode", "disable");
  const program = await startProgram({
    name: "The Postgres exporter",
    command,
    args: [`--web.listen-address=${address}`, "--log.level=error"],
    variables: { DATA_SOURCE_NAME: source.href },
    readyUrl: `http://${address}/`,
  });
  return { ...program, address };
}
