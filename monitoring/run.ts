import { setTimeout as sleep } from "node:timers/promises";
import { type LocalMonitoring, startLocalMonitoring } from "./local-monitoring";
import { type LocalOptions, localOptions } from "./local-options";

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Something to see at once: predictions a minute, by what they were called. */
const example = "60 * sum by (label) (rate(microcalc_predictions_total[5m]))";

function tell({ targets, pagesUrl }: LocalOptions, running: LocalMonitoring): void {
  const { prometheusUrl, alertmanagerUrl, missing, folder } = running;
  const graph = new URLSearchParams({ "g0.expr": example, "g0.tab": "0", "g0.range_input": "1h" });
  const lines = [
    `What is scraped          ${prometheusUrl}/targets`,
    `Alerts                   ${prometheusUrl}/alerts`,
    `Predictions a minute     ${prometheusUrl}/graph?${graph}`,
    ...(alertmanagerUrl ? [`Whom alerts reach        ${alertmanagerUrl}`] : []),
    ...(pagesUrl ? [`The state of Microcalc   ${pagesUrl}/status`] : []),
    ...(pagesUrl && alertmanagerUrl
      ? [`  with its open alerts when Microcalc is started with ALERTMANAGER_URL=${alertmanagerUrl}`]
      : []),
    ...missing.map((sentence) => `Not installed, left out   ${sentence}`),
    `Watching ${targets.join(", ")}. What was scraped is kept in ${folder}. Ctrl-C ends it.`,
  ];
  say(lines.join("\n"));
}

const answers = (target: string) =>
  fetch(`http://${target}/metrics`, { method: "HEAD", signal: AbortSignal.timeout(2000) }).then(
    () => true,
    () => false,
  );

/** Says once who does not answer yet, and of each when it does. */
async function awaitTargets(targets: readonly string[], signal: AbortSignal): Promise<void> {
  let waiting = targets;
  let told = false;
  while (!signal.aborted) {
    const found = await Promise.all(waiting.map(answers));
    if (told) for (const target of waiting.filter((_, i) => found[i])) say(`${target} answers.`);
    waiting = waiting.filter((_, i) => !found[i]);
    if (waiting.length === 0) return;
    if (!told)
      say(
        `Microcalc does not answer on ${waiting.join(", ")} yet. Start it with npm start: it is found within 15 seconds.`,
      );
    told = true;
    await sleep(1000, undefined, { signal }).catch(() => undefined);
  }
}

async function main(): Promise<void> {
  const options = localOptions(process.argv.slice(2));
  const stopping = new AbortController();
  const signalled = new Promise<null>((resolve) => {
    // A closed terminal would otherwise leave the programs behind.
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(name, () => {
        stopping.abort();
        resolve(null);
      });
    }
  });
  const running = await startLocalMonitoring(options, say).catch((error: unknown) => {
    // Ctrl-C reaches what was being started as well; nothing of it is left.
    if (stopping.signal.aborted) return null;
    throw error;
  });
  if (running === null) return;
  tell(options, running);
  const awaiting = awaitTargets(options.targets, stopping.signal);
  const last = await Promise.race([signalled, running.ended]);
  // Ctrl-C reaches Prometheus as well, which may have been the quicker one.
  const failed = last !== null && (await Promise.race([signalled, sleep(500, last)])) !== null;
  stopping.abort();
  await Promise.all([awaiting, running.stop()]);
  if (failed) throw new Error(`Prometheus ended:\n${last}`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`, () =>
      process.exit(1),
    );
  },
);
