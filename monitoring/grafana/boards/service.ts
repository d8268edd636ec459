import { createBoard } from "./board";
import { canaryRow } from "./canary-row";
import { starts } from "./moments";
import { objectivesRow } from "./objectives-row";
import { predictionsRow } from "./predictions-row";
import { replicasRow } from "./replicas-row";
import { requestsRow } from "./requests-row";
import { servedRow } from "./served-row";

/** Are clinicians served? */
export const serviceBoard = createBoard({
  uid: "microcalc-service",
  title: "Microcalc service",
  description:
    "Whether clinicians are served, how well, and what of the objectives is left. What to do is in docs/runbook.md.",
  range: "6h",
  moments: [starts],
  rows: [servedRow, requestsRow, objectivesRow, predictionsRow, canaryRow, replicasRow],
});
