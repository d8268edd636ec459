import { stringify } from "csv-stringify";
import type { Prediction } from "../../lib/prediction";

const columns: readonly [header: string, value: (prediction: Prediction) => string | number | null][] = [
  ["id", (p) => p.id],
  ["createdAt", (p) => p.createdAt],
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
  ["outcome", (p) => p.outcome?.outcome ?? null],
  ["outcomeNote", (p) => p.outcome?.note ?? null],
  ["outcomeAt", (p) => p.outcome?.recordedAt ?? null],
  ["outcomeBy", (p) => p.outcome?.recordedBy.name ?? null],
  ["outcomeObservedOn", (p) => p.outcome?.observedOn ?? null],
  ["firstOpinion", (p) => p.firstOpinion],
  ["reviewVerdict", (p) => p.review?.verdict ?? null],
  ["reviewReason", (p) => p.review?.reason ?? null],
];

/** A prediction's line. */
export const predictionCells = (prediction: Prediction) => columns.map(([, value]) => value(prediction));

/** Turns lines into a file that Excel reads; cells that a spreadsheet would run as a formula are escaped. */
export const predictionCsv = () =>
  stringify({
    bom: true,
    header: true,
    escape_formulas: true,
    columns: columns.map(([header]) => header),
    record_delimiter: "windows",
  });
