import type { Dependencies } from "../services/dependencies";
import type { Duty } from "./keeper";
import { shadowDuty } from "./shadow";

/** What the keeper does. */
export function duties(deps: Dependencies): Duty[] {
  return [shadowDuty(deps)];
}
