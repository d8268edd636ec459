import type { Alert } from "../prometheus-process";
import type { ExpectedAlert, Fault } from "./faults";
import type { Parts } from "./parts";
import { between, type Submissions } from "./traffic";
import { watchAlerts } from "./watch-alerts";

const secondsToFire = 120;
const secondsToResolve = 180;

/**
 * What became of one alert; `null` where it did not in its time. Seconds since the fault, and since the repair, began.
 */
export interface AlertTried {
  readonly alert: string;
  readonly secondsToFire: number | null;
  readonly secondsToResolve: number | null;
}

export interface FaultTried {
  readonly name: string;
  readonly what: string;
  readonly alerts: readonly AlertTried[];
  /** Names of the others that began to fire before the expected ones had resolved. */
  readonly alsoFired: readonly string[];
  /** What became of the submissions meanwhile. */
  readonly submissions: Submissions;
}

export interface TryOptions {
  readonly signal: AbortSignal;
  /** Tells what happens, for whoever looks on. */
  readonly say: (sentence: string) => void;
}

function matcher(parts: Parts, { alert, of }: ExpectedAlert): (one: Alert) => boolean {
  const instance = of?.(parts).instance;
  return ({ name, labels }) => name === alert && (instance === undefined || labels.instance === instance);
}

/** Seconds until each fired, at the first time that it was seen to. */
async function untilFired(parts: Parts, fault: Fault, options: WatchFault): Promise<(number | null)[]> {
  const matchers = fault.alerts.map((expected) => matcher(parts, expected));
  const found: (number | null)[] = matchers.map(() => null);
  await watchAlerts(parts.prometheus, { ...options, limit: secondsToFire }, (firing, seconds) => {
    options.note(firing);
    matchers.forEach((matches, i) => {
      if (found[i] !== null || !firing.some(matches)) return;
      found[i] = seconds;
      options.say(`  ${fault.alerts[i]?.alert} fires after ${seconds.toFixed(1)} s`);
    });
    return !found.includes(null);
  });
  return found;
}

/** Seconds until each had ceased to fire for good: one that begins again while others still fire counts anew. */
async function untilResolved(parts: Parts, fault: Fault, options: WatchFault): Promise<(number | null)[]> {
  const matchers = fault.alerts.map((expected) => matcher(parts, expected));
  const found: (number | null)[] = matchers.map(() => null);
  await watchAlerts(parts.prometheus, { ...options, limit: secondsToResolve }, (firing, seconds) => {
    options.note(firing);
    matchers.forEach((matches, i) => {
      if (firing.some(matches)) found[i] = null;
      else found[i] ??= seconds;
    });
    return !found.includes(null);
  });
  fault.alerts.forEach(({ alert }, i) => {
    const seconds = found[i];
    options.say(`  ${alert} ${seconds ? `has resolved after ${seconds.toFixed(1)} s` : "has not resolved"}`);
  });
  return found;
}

interface WatchFault extends TryOptions {
  readonly since: number;
  readonly note: (firing: readonly Alert[]) => void;
}

/** Their shorter window is six minutes of the drill's; nobody waits for that between two faults. */
const remembersLong = /BudgetBurnsSlowly$/;
/** For what the repair set free to be scraped, evaluated and waited for, by the shortened rules. */
const secondsOfQuiet = 5;

/** What is left of an earlier fault would be taken for what this one brings about, or hide that it does. */
async function untilQuiet(parts: Parts, fault: Fault, { signal }: TryOptions): Promise<void> {
  const expected = new Set(fault.alerts.map(({ alert }) => alert));
  const options = { signal, since: performance.now(), limit: secondsToResolve };
  let left: string[] = [];
  let disturbed = 0;
  const quiet = await watchAlerts(parts.prometheus, options, (firing, seconds) => {
    left = firing.map(({ name }) => name).filter((name) => expected.has(name) || !remembersLong.test(name));
    if (left.length > 0) disturbed = seconds;
    return seconds - disturbed >= secondsOfQuiet;
  });
  if (!quiet)
    throw new Error(`${fault.name} cannot be tried: ${left.join(", ") || "something"} fires already.`);
}

/** Brings a fault about, waits for its alerts, repairs it and waits until they have resolved. */
export async function tryFault(parts: Parts, fault: Fault, options: TryOptions): Promise<FaultTried> {
  await untilQuiet(parts, fault, options);
  options.say(`${fault.what} …`);
  const before = parts.traffic.submissions();
  const names = new Set(fault.alerts.map(({ alert }) => alert));
  const earlier = new Set((await parts.prometheus.alerts()).map(({ name }) => name));
  const others = new Set<string>();
  const note = (firing: readonly Alert[]) => {
    for (const { name } of firing) if (!names.has(name) && !earlier.has(name)) others.add(name);
  };
  const broken = performance.now();
  const repair = await fault.inject(parts);
  const fired = await untilFired(parts, fault, { ...options, since: broken, note });
  const repaired = performance.now();
  await repair();
  const resolved = await untilResolved(parts, fault, { ...options, since: repaired, note });
  return {
    ...{ name: fault.name, what: fault.what, alsoFired: [...others].sort() },
    alerts: fault.alerts.map(({ alert }, i) => ({
      alert,
      secondsToFire: fired[i] ?? null,
      secondsToResolve: fired[i] === null ? null : (resolved[i] ?? null),
    })),
    submissions: between(before, parts.traffic.submissions()),
  };
}
