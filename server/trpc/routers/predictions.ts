import { z } from "zod";
import { createdPredictionsSchema, createPredictionsSchema } from "../../../lib/create-predictions";
import {
  arrivalCountSchema,
  arrivalsSchema,
  createPredictionSchema,
  listPredictionsSchema,
  predictionPageSchema,
  predictionRecordSchema,
  predictionSchema,
  recordedOutcomeSchema,
  recordedReviewSchema,
  recordOutcomeSchema,
  reviewPredictionSchema,
} from "../../../lib/prediction";
import { createPrediction } from "../../services/create-prediction";
import { createPredictions } from "../../services/create-predictions";
import { recordOutcome } from "../../services/outcomes";
import { countArrivals } from "../../services/predictions";
import { reviewPrediction } from "../../services/reviews";
import { showPrediction, showPredictions } from "../../services/shown-predictions";
import { procedure, router } from "../init";
import { rowAnswers } from "../row-answers";

export const predictionsRouter = router({
  create: procedure
    .input(createPredictionSchema)
    .output(predictionSchema)
    .mutation(({ ctx: { deps, actor, source, begunAt }, input }) =>
      createPrediction(deps, { ...input, actor, source, begunAt }),
    ),
  createMany: procedure
    .input(createPredictionsSchema)
    .output(createdPredictionsSchema)
    .mutation(async ({ ctx, input: { rows } }) =>
      rowAnswers(ctx, rows, await createPredictions(ctx.deps, rows, ctx)),
    ),
  list: procedure
    .input(listPredictionsSchema)
    .output(predictionPageSchema)
    .query(({ ctx, input }) => showPredictions(ctx.deps, { ...input, actor: ctx.actor, owner: ctx.owner })),
  arrivals: procedure
    .input(arrivalsSchema)
    .output(arrivalCountSchema)
    .query(({ ctx, input }) => countArrivals(ctx.deps, input)),
  byId: procedure
    .input(z.strictObject({ id: z.uuid() }))
    .output(predictionRecordSchema)
    .query(({ ctx, input }) => showPrediction(ctx.deps, { ...input, actor: ctx.actor, owner: ctx.owner })),
  recordOutcome: procedure
    .input(recordOutcomeSchema)
    .output(recordedOutcomeSchema)
    .mutation(({ ctx, input }) => recordOutcome(ctx.deps, { ...input, actor: ctx.actor, owner: ctx.owner })),
  review: procedure
    .input(reviewPredictionSchema)
    .output(recordedReviewSchema)
    .mutation(({ ctx, input }) => reviewPrediction(ctx.deps, { ...input, actor: ctx.actor })),
});
