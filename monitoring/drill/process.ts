import { type App, removeHome, startApp } from "../../e2e/app";

/** A process of Microcalc that is stopped, killed, frozen and started again under the same addresses. */
export interface Process {
  /** Without a slash at the end. */
  readonly url: string;
  readonly home: string;
  /** As Prometheus labels it. */
  readonly instance: string;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  start(): Promise<void>;
  /** Ends it in whatever state it is and deletes its home. */
  remove(): Promise<void>;
}

export async function startProcess(variables: Readonly<Record<string, string>>): Promise<Process> {
  let app: App = await startApp({ variables });
  const { home, port, metricsPort } = app;
  return {
    url: `http://127.0.0.1:${port}`,
    home,
    instance: `127.0.0.1:${metricsPort}`,
    stop: async () => {
      await app.stop();
    },
    kill: async () => {
      await app.stop("SIGKILL");
    },
    freeze: () => app.signal("SIGSTOP"),
    thaw: () => app.signal("SIGCONT"),
    start: async () => {
      app = await startApp({ home, ports: { port, metricsPort }, variables });
    },
    remove: async () => {
      app.signal("SIGCONT");
      await app.stop();
      await removeHome(home);
    },
  };
}
