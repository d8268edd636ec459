import type { OperationTable } from "../operation";
import { exampleValues } from "./example-values";

const { id, features } = exampleValues;
const caseReference = "CASE 4711";

export const predictionOperations: OperationTable = {
  "predictions.create": [
    {
      method: "POST",
      path: "/predictions",
      status: 201,
      summary: "Assesses one candidate region and stores the answer.",
      description:
        "The same `idempotencyKey` with the same body gets the first answer again, so a request that was not answered can be sent again as it is; with another body it is refused. Make it of nothing that is known of a case.",
      errors: ["idempotency_conflict"],
      example: { idempotencyKey: "7f0c1e52-region-2", features, caseReference, firstOpinion: "unsure" },
    },
  ],
  "predictions.createMany": [
    {
      method: "POST",
      path: "/predictions/batch",
      status: 201,
      summary: "Assesses up to 1,000 candidate regions, each by itself.",
      description:
        "Each row is a submission with a key of its own. A row that is refused says why in its place and keeps no other from being stored. If the whole call fails, for instance with 503, send the same rows again: those that were stored get the same answers.",
      example: {
        rows: [
          { idempotencyKey: "7f0c1e52-region-3", features, caseReference },
          { idempotencyKey: "7f0c1e52-region-4", features: { ...features, area: 0.7 }, caseReference },
        ],
      },
    },
  ],
  "predictions.list": [
    {
      method: "GET",
      path: "/predictions",
      summary: "Lists stored predictions, the newest first.",
      description:
        "A page ends with `nextCursor`, to be sent as `cursor` for the next one. To look for a case, post the filter to `/predictions/search`: case references do not stand in addresses.",
      omits: ["caseReference"],
      errors: ["invalid_cursor"],
      example: { label: "calcification", limit: 25 },
    },
    {
      method: "POST",
      path: "/predictions/search",
      summary: "Lists stored predictions by a filter in the body, the newest first.",
      description: "As `GET /predictions`, and by case reference too.",
      errors: ["invalid_cursor"],
      example: { caseReference, limit: 25 },
    },
  ],
  "predictions.arrivals": [
    {
      method: "POST",
      path: "/predictions/arrivals",
      summary: "Counts, up to 100, the predictions of a filter that are newer than a given one.",
      errors: ["not_found"],
      example: { after: id, label: "calcification" },
    },
  ],
  "predictions.byId": [
    {
      method: "GET",
      path: "/predictions/{id}",
      summary: "Gives one prediction with every outcome and review recorded for it.",
      errors: ["not_found"],
      example: { id },
    },
  ],
  "predictions.recordOutcome": [
    {
      method: "POST",
      path: "/predictions/{id}/outcomes",
      status: 201,
      summary: "Records what a region was found to be.",
      description:
        "Earlier outcomes are kept and the latest one holds. `observedOn` is a day from that of the prediction to today in `timeZone`, a name such as `Europe/Paris`; UTC where it is left out.",
      errors: ["not_found", "outcome_day"],
      example: { id, outcome: "calcification", note: "Biopsy.", timeZone: "Europe/Paris" },
    },
  ],
  "predictions.review": [
    {
      method: "POST",
      path: "/predictions/{id}/reviews",
      status: 201,
      summary: "Records whether a clinician goes along with an answer or dismisses it.",
      description: "A dismissal needs a `reason`.",
      errors: ["not_found"],
      example: { id, verdict: "dismissed", reason: "An artefact of the film." },
    },
  ],
};
