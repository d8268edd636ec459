import { exportedColumns } from "../../lib/outcomes/import-outcomes";
import type { Prediction } from "../../lib/prediction";
import type { CsvColumns } from "../../lib/spreadsheet/csv";

/** A prediction's line. With its outcome filled in, it can be imported; a moment's column says that it is UTC. */
export const predictionColumns: CsvColumns<Prediction> = [
  [exportedColumns.id, (p) => p.id],
  ["createdAtUtc", (p) => p.createdAt],
  ["createdBy", (p) => p.createdBy.name],
  ["source", (p) => p.source],
  ["caseReference", (p) => p.caseReference],
  ["area", (p) => p.features.area],
  ["greyLevel", (p) => p.features.greyLevel],
  ["gradientStrength", (p) => p.features.gradientStrength],
  ["noiseFluctuation", (p) => p.features.noiseFluctuation],
  ["contrast", (p) => p.features.contrast],
  ["shapeDescriptor", (p) => p.features.shapeDescriptor],
  ["rawScore", (p) => p.rawScore],
  ["probability", (p) => p.probability],
  ["probabilityLow", (p) => p.explanation?.interval?.low ?? null],
  ["probabilityHigh", (p) => p.explanation?.interval?.high ?? null],
  ["label", (p) => p.label],
  ["threshold", (p) => p.threshold],
  ["operatingPoint", (p) => p.operatingPoint],
  ["modelVersion", (p) => p.modelVersion],
  ["support", (p) => p.explanation?.support.verdict ?? null],
  ["stratum", (p) => p.explanation?.stratum ?? null],
  [exportedColumns.outcome, (p) => p.outcome?.outcome ?? null],
  [exportedColumns.note, (p) => p.outcome?.note ?? null],
  ["outcomeAtUtc", (p) => p.outcome?.recordedAt ?? null],
  ["outcomeBy", (p) => p.outcome?.recordedBy.name ?? null],
  [exportedColumns.date, (p) => p.outcome?.observedOn ?? null],
  [exportedColumns.timeZone, (p) => (p.outcome?.observedOn ? p.outcome.timeZone : null)],
  ["firstOpinion", (p) => p.firstOpinion],
  ["reviewVerdict", (p) => p.review?.verdict ?? null],
  ["reviewReason", (p) => p.review?.reason ?? null],
];
