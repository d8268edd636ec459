import type { z } from "zod";
import { answeredRowSchema, createdRowSchema, submittedRowSchema } from "../../../lib/create-predictions";
import { datasetDescriptionSchema } from "../../../lib/dataset/dataset-description-schema";
import { storedDatasetSchema } from "../../../lib/dataset/stored-dataset";
import { driftReportSchema } from "../../../lib/drift/drift-report";
import { featuresSchema } from "../../../lib/features-schema";
import { issueSchema } from "../../../lib/issue";
import { estimateSchema, modelCardSchema, referenceSchema } from "../../../lib/model/card";
import { gateFindingSchema } from "../../../lib/model/gate";
import { modelMoveSchema } from "../../../lib/model/moves";
import { listedModelSchema, modelDetailSchema } from "../../../lib/model/registry";
import {
  createPredictionSchema,
  explanationSchema,
  personSchema,
  predictionPageSchema,
  predictionRecordSchema,
  predictionSchema,
  recordedOutcomeSchema,
  recordedReviewSchema,
} from "../../../lib/prediction";
import { statusSchema } from "../../../lib/status";
import { trainingRunSchema } from "../../../lib/training/training-run";
import { figureSchema } from "../../../lib/trends/figure";
import { uploadedFileSchema } from "../../../lib/uploaded-file";
import { problemSchema } from "../problem-schema";

/** Schemas that stand once in the document, under these names. */
export const namedSchemas: Readonly<Record<string, z.ZodType>> = {
  CreatePrediction: createPredictionSchema,
  CreatedRow: createdRowSchema,
  Dataset: storedDatasetSchema,
  DatasetDescription: datasetDescriptionSchema,
  DriftReport: driftReportSchema,
  Estimate: estimateSchema,
  Explanation: explanationSchema,
  Features: featuresSchema,
  Figure: figureSchema,
  File: uploadedFileSchema,
  GateFinding: gateFindingSchema,
  Issue: issueSchema,
  ListedModel: listedModelSchema,
  Model: modelDetailSchema,
  ModelCard: modelCardSchema,
  ModelMove: modelMoveSchema,
  ModelReference: referenceSchema,
  Person: personSchema,
  Prediction: predictionSchema,
  PredictionPage: predictionPageSchema,
  PredictionRecord: predictionRecordSchema,
  Problem: problemSchema,
  RecordedOutcome: recordedOutcomeSchema,
  RecordedReview: recordedReviewSchema,
  Status: statusSchema,
  TrainingRun: trainingRunSchema,
};

/** Schemas that let everything through because rows are checked one by one: what each row is. */
export const rowSchemas: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [submittedRowSchema, "CreatePrediction"],
  [answeredRowSchema, "CreatedRow"],
]);
