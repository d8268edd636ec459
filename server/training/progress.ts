import { Presets, SingleBar } from "cli-progress";

export interface Progress {
  /** So many more are done. */
  step(count: number): void;
  stop(): void;
}

/** A bar with the time left on a terminal; elsewhere a line for every tenth. Writes to standard error. */
export function createProgress(total: number, unit: string): Progress {
  if (process.stderr.isTTY) {
    const format = `{bar} {percentage} % | {value}/{total} ${unit} | {eta_formatted} left`;
    const bar = new SingleBar({ format, stream: process.stderr }, Presets.shades_classic);
    bar.start(total, 0);
    return { step: (count) => bar.increment(count), stop: () => bar.stop() };
  }
  const begun = performance.now();
  let done = 0;
  let told = 0;
  return {
    step: (count) => {
      done += count;
      const tenth = Math.floor((10 * done) / total);
      if (tenth === told) return;
      told = tenth;
      const left = ((performance.now() - begun) / done) * (total - done);
      process.stderr.write(`${done}/${total} ${unit}, ${Math.round(left / 1000)} s left\n`);
    },
    stop: () => undefined,
  };
}
