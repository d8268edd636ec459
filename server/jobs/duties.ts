import type { Dependencies } from "../services/dependencies";
import type { Duty } from "./keeper";

/** What the keeper does. */
export function duties(_deps: Dependencies): Duty[] {
  return [];
}
