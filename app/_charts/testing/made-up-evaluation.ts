import type { Evaluation } from "../../../lib/model/card";

/** 200 held-out rows, 10 of them positive; the point in use calls eight, six of them rightly. */
export const madeUpEvaluation: Evaluation = {
  rows: 200,
  positives: 10,
  confusion: { truePositives: 6, falsePositives: 2, trueNegatives: 188, falseNegatives: 4 },
  accuracy: null,
  precision: null,
  recall: null,
  specificity: null,
  f1: null,
  averagePrecision: null,
  rocAuc: null,
  brier: null,
  mcc: null,
  brierSkill: null,
  recallAtFalsePositiveRate: [],
  points: [],
  roc: [
    { threshold: null, falsePositiveRate: 0, truePositiveRate: 0 },
    { threshold: 0.4, falsePositiveRate: 0.1, truePositiveRate: 0.8 },
    { threshold: 0, falsePositiveRate: 1, truePositiveRate: 1 },
  ],
  precisionRecall: [
    { threshold: null, recall: 0, precision: 1 },
    { threshold: 0.4, recall: 0.6, precision: 0.75 },
  ],
  reliability: [
    {
      from: 0,
      to: 0.5,
      count: 190,
      positives: 4,
      meanProbability: 0.02,
      observed: { value: 0.021, low: 0.008, high: 0.053 },
    },
    { from: 0.5, to: 1, count: 0, positives: 0, meanProbability: null, observed: null },
  ],
  strata: [],
};
