import type { Dependencies } from "../services/dependencies";
import { liveFigures } from "../services/live-figures";
import type { Duty } from "./keeper";

const restMs = 5000;

/** Reads for the scrapes to come what the database knows: a scrape itself never waits for it. */
export const liveFiguresDuty = (deps: Dependencies): Duty => ({
  name: "live figures",
  restMs,
  run: async (signal) => {
    const figures = await liveFigures(deps);
    if (!signal.aborted) deps.metrics.live.show(figures);
  },
  lost: () => deps.metrics.live.clear(),
});
