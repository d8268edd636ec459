import type { Fault } from "./faults";
import { factor, type Parts, withParts } from "./parts";
import type { DrillReport } from "./report";
import { type FaultTried, type TryOptions, tryFault } from "./try-fault";
import { watchAlerts } from "./watch-alerts";

/** Until the windows that the fast alerts look at are full, and the roll-up has counted the first candidates. */
const warmUpSeconds = 20;
/** Then for as long nothing may fire. */
const restSeconds = 10;

/** Names of alerts that fire though nothing is broken; those of the start do not count. */
async function alertsAtRest({ prometheus }: Parts, signal: AbortSignal): Promise<string[]> {
  const found = new Set<string>();
  const options = { signal, since: performance.now(), limit: warmUpSeconds + restSeconds };
  await watchAlerts(prometheus, options, (firing, seconds) => {
    if (seconds > warmUpSeconds) for (const { name } of firing) found.add(name);
    return false;
  });
  return [...found].sort();
}

/** Tries the faults one after the other on parts of its own. */
export function drillAlerts(faults: readonly Fault[], options: TryOptions): Promise<DrillReport> {
  const { signal, say } = options;
  say("Starting Postgres, two replicas, a worker and Prometheus …");
  return withParts(signal, async (parts) => {
    say(`Looking on for ${warmUpSeconds + restSeconds} s while nothing is broken …`);
    const firedAtRest = await alertsAtRest(parts, signal);
    const tried: FaultTried[] = [];
    for (const fault of faults) tried.push(await tryFault(parts, fault, options));
    return { factor, firedAtRest, faults: tried };
  });
}
