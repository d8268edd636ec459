import type { Dependencies } from "../services/dependencies";
import { clearExpiredSignIns } from "../services/expired-sign-ins";
import type { Duty } from "./keeper";

const restMs = 60_000;

/** Three statements on small tables; each is whole, and right when done twice. */
export const expiredSignInsDuty = (deps: Pick<Dependencies, "db" | "now">): Duty => ({
  name: "expired sign-ins",
  restMs,
  run: () => clearExpiredSignIns(deps),
});
