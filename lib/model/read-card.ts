import { z } from "zod";
import { noDescription } from "../dataset/dataset-description";
import { type ModelCard, modelCardSchema } from "./card";

const formatSchema = z.object({ formatVersion: z.int() });

/** What cards of the first format said otherwise, or did not say. */
const firstFormatSchema = z.looseObject({
  artefacts: z.looseObject({}),
  calibration: z.looseObject({}),
  operatingPoint: z.looseObject({ name: z.string() }),
  evaluation: z.looseObject({ distinct: z.looseObject({}), all: z.looseObject({}) }),
});

const unmeasured = { mcc: null, brierSkill: null, recallAtFalsePositiveRate: [], points: [] };

/** A card of the first format in the terms of today's; what was not measured then is null or empty. */
function fromFirstFormat(json: unknown): unknown {
  const card = firstFormatSchema.parse(json);
  const { distinct, all } = card.evaluation;
  return {
    ...card,
    formatVersion: 2,
    artefacts: { ...card.artefacts, support: null },
    calibration: { ...card.calibration, band: null, compared: [] },
    operatingPoints: [{ ...card.operatingPoint, chosenOn: null }],
    operatingPoint: card.operatingPoint.name,
    evaluation: {
      ...card.evaluation,
      distinct: { ...distinct, ...unmeasured },
      all: { ...all, ...unmeasured },
    },
    ...{ interval: null, support: null, importance: [], partialDependence: [], compared: [] },
  };
}

const dataSchema = z.looseObject({ data: z.looseObject({}) });

/** Cards of before it was asked for say nothing of their data in words. */
function withDescription(json: unknown): unknown {
  const card = dataSchema.parse(json);
  return { ...card, data: { description: noDescription, ...card.data } };
}

/** A model card of this format or an earlier one, in this format's terms. Throws where it is neither. */
export function readModelCard(json: unknown): ModelCard {
  const { formatVersion } = formatSchema.parse(json);
  if (formatVersion > 2) {
    throw new Error(
      `The card has format ${formatVersion}; this build reads formats 1 and 2. A newer build is needed.`,
    );
  }
  return modelCardSchema.parse(withDescription(formatVersion === 1 ? fromFirstFormat(json) : json));
}
