const seconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Seconds of a duration as Prometheus writes it, `1h30m`. */
export function durationSeconds(duration: string): number {
  if (!/^(\d+(ms|[smhdwy]))+$/.test(duration)) throw new Error(`${duration} is no duration`);
  return [...duration.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce(
    (sum, [, number, unit = ""]) => sum + Number(number) * (seconds[unit] ?? Number.NaN),
    0,
  );
}
