import type { Dependencies } from "../services/dependencies";
import { rollUp } from "../services/roll-up";
import type { Duty } from "./keeper";

const restMs = 3000;
/** A first round over years of predictions goes on in the next one. */
const milliseconds = 1000;

/** Keeps the counts of every day up to date. */
export const rollUpDuty = (deps: Dependencies): Duty => ({
  name: "roll-up",
  restMs,
  run: async (signal) => {
    await rollUp(deps, { milliseconds, signal });
  },
});
