import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../server/db/postgres/free-port";
import { isInstalled, startProgram } from "./program";

/** Debian gives it a name of its own. */
const commands = ["alertmanager", "prometheus-alertmanager"];

export const alertmanagerCommand = () => commands.find(isInstalled);

export interface AlertmanagerOptions {
  readonly command: string;
  /** Absolute path. */
  readonly configuration: string;
  /** 0 or absent: any that is free. */
  readonly port?: number;
  /** Where silences and what was sent are kept; without it a folder that goes with the process. */
  readonly folder?: string;
}

export interface RunningAlertmanager {
  /** `host:port` */
  readonly address: string;
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** Starts one Alertmanager that knows of no other, and waits until it answers. */
export async function startAlertmanager(options: AlertmanagerOptions): Promise<RunningAlertmanager> {
  const folder = options.folder ?? (await mkdtemp(path.join(tmpdir(), "microcalc-alertmanager-")));
  const address = `127.0.0.1:${options.port || (await freePort())}`;
  const { ended, stop } = await startProgram({
    name: "Alertmanager",
    command: options.command,
    args: [
      `--config.file=${options.configuration}`,
      `--storage.path=${folder}`,
      `--web.listen-address=${address}`,
      "--cluster.listen-address=",
      "--log.level=warn",
    ],
    readyUrl: `http://${address}/-/ready`,
  });
  return {
    address,
    ended,
    stop: async () => {
      await stop();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
