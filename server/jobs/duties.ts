import type { Dependencies } from "../services/dependencies";
import type { Duty } from "./keeper";
import { liveFiguresDuty } from "./live-figures";
import { rollUpDuty } from "./roll-up";
import { sealingDuty } from "./sealing";
import { shadowDuty } from "./shadow";

/** What the keeper does. */
export function duties(deps: Dependencies): Duty[] {
  return [rollUpDuty(deps), shadowDuty(deps), liveFiguresDuty(deps), sealingDuty(deps)];
}
