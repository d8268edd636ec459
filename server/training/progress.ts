import { Presets, SingleBar } from "cli-progress";

export interface Progress {
  /** So many more are done. */
  step(count: number): void;
  stop(): void;
}

const inWords = (seconds: number) =>
  seconds < 60 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;

/** A bar with the time left on a terminal; elsewhere a line for every tenth. Writes to standard error. */
export function createProgress(total: number, unit: string): Progress {
  const begun = performance.now();
  let done = 0;
  /** By the pace since the start: that of the last steps jumps where steps differ in size. */
  const timeLeft = () => inWords(((performance.now() - begun) / 1000 / done) * (total - done));
  if (process.stderr.isTTY) {
    const format = `{bar} {percentage} % | {value}/{total} ${unit} | {left} left`;
    const bar = new SingleBar({ format, stream: process.stderr }, Presets.shades_classic);
    bar.start(total, 0, { left: "?" });
    return {
      step: (count) => {
        done += count;
        bar.increment(count, { left: timeLeft() });
      },
      stop: () => bar.stop(),
    };
  }
  let told = 0;
  return {
    step: (count) => {
      done += count;
      const tenth = Math.floor((10 * done) / total);
      if (tenth === told) return;
      told = tenth;
      process.stderr.write(`${done}/${total} ${unit}, ${timeLeft()} left\n`);
    },
    stop: () => undefined,
  };
}
