import { createBoard } from "./board";
import { driftRow } from "./drift-row";
import { holdsRow } from "./holds-row";
import { liveFiguresRow } from "./live-figures-row";
import { promotions, starts } from "./moments";
import { outcomesRow } from "./outcomes-row";
import { scoresRow } from "./scores-row";

/** Does the model still hold? */
export const modelBoard = createBoard({
  uid: "microcalc-model",
  title: "Microcalc model",
  description:
    "Whether the model in use still holds: what it calls, what its card promises, what outcomes say, and what comes in. What to do is in docs/runbook.md.",
  range: "7d",
  moments: [promotions, starts],
  rows: [holdsRow, scoresRow, liveFiguresRow, driftRow, outcomesRow],
});
