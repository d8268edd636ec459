import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { freePort } from "../../server/db/postgres/free-port";
import { type BuildStage, execForm, instructions, pairsOf } from "./dockerfile";

/** An image's files and what its last stage says of them. */
export interface AssembledImage {
  /** Stands for `/`. */
  readonly root: string;
  readonly stage: BuildStage;
  /** Variables that an operator sets. */
  readonly variables: Readonly<Record<string, string>>;
}

const workFolder = ({ root, stage }: AssembledImage) =>
  path.join(root, instructions(stage, "WORKDIR").at(-1) ?? "/");

/**
 * The arguments of `env` for a process that has these variables, the path, and nothing of the caller's own settings.
 */
export const withOnly = (variables: Readonly<Record<string, string>>) => [
  "-i",
  ...Object.entries({ PATH: process.env.PATH ?? "", ...variables }).map(
    ([name, value]) => `${name}=${value}`,
  ),
];

export interface EndedInImage {
  readonly code: number;
  /** Standard output and standard error. */
  readonly said: string;
}

/** Runs one of the image's files as `docker compose exec app node FILE …` does, to its end. */
export function execInImage(image: AssembledImage, args: readonly string[]): Promise<EndedInImage> {
  const variables = { ...pairsOf(image.stage, "ENV"), ...image.variables };
  return new Promise((resolve) => {
    execFile(
      "env",
      [...withOnly(variables), process.execPath, ...args],
      { cwd: workFolder(image) },
      (error, out, err) =>
        resolve({ code: typeof error?.code === "number" ? error.code : 0, said: out + err }),
    );
  });
}

export interface ImageServer {
  readonly url: string;
  /** Asks it to end, and returns its exit code. */
  stop(): Promise<number | null>;
}

/** Starts the image's own command and waits until it says that it is ready. */
export async function startImage(image: AssembledImage): Promise<ImageServer> {
  const [, ...args] = execForm(instructions(image.stage, "CMD").at(-1) ?? "");
  const [port, metricsPort] = [await freePort(), await freePort()];
  const loopback = { HOST: "127.0.0.1", METRICS_HOST: "127.0.0.1" };
  const variables = {
    ...pairsOf(image.stage, "ENV"),
    ...image.variables,
    ...{ ...loopback, PORT: String(port), METRICS_PORT: String(metricsPort) },
  };
  const child = spawn("env", [...withOnly(variables), process.execPath, ...args], {
    cwd: workFolder(image),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const ended = once(child, "close").then(([code]) => code as number | null);
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        said += chunk;
        if (/^ready http/m.test(said)) resolve();
      });
    void ended.then(() => reject(new Error(`The image's server did not get ready:\n${said.slice(-4000)}`)));
  });
  await ready;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
