import type { Dependencies } from "../services/dependencies";
import { expiredSignInsDuty } from "./expired-sign-ins";
import type { Duty } from "./keeper";
import { liveFiguresDuty } from "./live-figures";
import { retentionDuty } from "./retention";
import { rollUpDuty } from "./roll-up";
import { sealingDuty } from "./sealing";
import { shadowDuty } from "./shadow";

interface Configured {
  /** `null`: what leads to a case is kept. */
  readonly retentionDays: number | null;
}

/** What the keeper does. */
export function duties(deps: Dependencies, { retentionDays }: Configured): Duty[] {
  const always = [
    rollUpDuty(deps),
    shadowDuty(deps),
    liveFiguresDuty(deps),
    sealingDuty(deps),
    expiredSignInsDuty(deps),
  ];
  return retentionDays === null ? always : [...always, retentionDuty(deps, retentionDays)];
}
