import { Presets, SingleBar } from "cli-progress";

export interface Progress {
  step(): void;
  stop(): void;
}

/** A bar with the time left on a terminal; elsewhere a line for every tenth. Writes to standard error. */
export function createProgress(total: number, unit: string): Progress {
  if (process.stderr.isTTY) {
    const format = `{bar} {percentage} % | {value}/{total} ${unit} | {eta_formatted} left`;
    const bar = new SingleBar({ format, stream: process.stderr }, Presets.shades_classic);
    bar.start(total, 0);
    return { step: () => bar.increment(), stop: () => bar.stop() };
  }
  const begun = performance.now();
  let done = 0;
  return {
    step: () => {
      done += 1;
      if (done % Math.ceil(total / 10) !== 0 && done !== total) return;
      const left = ((performance.now() - begun) / done) * (total - done);
      process.stderr.write(`${done}/${total} ${unit}, ${Math.round(left / 1000)} s left\n`);
    },
    stop: () => undefined,
  };
}
