import { z } from "zod";
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
import { recordOutcome } from "../../services/outcomes";
import { countArrivals, listPredictions, predictionById } from "../../services/predictions";
import { reviewPrediction } from "../../services/reviews";
import { procedure, router } from "../init";

export const predictionsRouter = router({
  create: procedure
    .input(createPredictionSchema)
    .output(predictionSchema)
    .mutation(({ ctx: { deps, actor, source, begunAt }, input }) =>
      createPrediction(deps, { ...input, actor, source, begunAt }),
    ),
  list: procedure
    .input(listPredictionsSchema)
    .output(predictionPageSchema)
    .query(({ ctx, input }) => listPredictions(ctx.deps, { ...input, owner: ctx.owner })),
  arrivals: procedure
    .input(arrivalsSchema)
    .output(arrivalCountSchema)
    .query(({ ctx, input }) => countArrivals(ctx.deps, input)),
  byId: procedure
    .input(z.strictObject({ id: z.uuid() }))
    .output(predictionRecordSchema)
    .query(({ ctx, input }) => predictionById(ctx.deps, input.id, ctx)),
  recordOutcome: procedure
    .input(recordOutcomeSchema)
    .output(recordedOutcomeSchema)
    .mutation(({ ctx, input }) => recordOutcome(ctx.deps, { ...input, actor: ctx.actor, owner: ctx.owner })),
  review: procedure
    .input(reviewPredictionSchema)
    .output(recordedReviewSchema)
    .mutation(({ ctx, input }) => reviewPrediction(ctx.deps, { ...input, actor: ctx.actor })),
});
