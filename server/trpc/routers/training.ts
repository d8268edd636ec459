import { tracked } from "@trpc/server";
import {
  followTrainingSchema,
  listTrainingSchema,
  startTrainingSchema,
  trainingMaterialSchema,
  trainingPageSchema,
  trainingRunIdSchema,
  trainingRunSchema,
} from "../../../lib/training/training-run";
import { startTraining } from "../../services/start-training";
import { followTraining } from "../../services/training-log";
import { cancelTraining, listTraining, trainingMaterial, trainingRun } from "../../services/training-runs";
import { procedure, router } from "../init";

export const trainingRouter = router({
  material: procedure.output(trainingMaterialSchema).query(({ ctx }) => trainingMaterial(ctx.deps)),
  start: procedure
    .input(startTrainingSchema)
    .output(trainingRunSchema)
    .mutation(({ ctx, input }) => startTraining(ctx.deps, { ...input, actor: ctx.actor })),
  list: procedure
    .input(listTrainingSchema)
    .output(trainingPageSchema)
    .query(({ ctx, input }) => listTraining(ctx.deps, input)),
  byId: procedure
    .input(trainingRunIdSchema)
    .output(trainingRunSchema)
    .query(({ ctx, input }) => trainingRun(ctx.deps, input.id)),
  cancel: procedure
    .input(trainingRunIdSchema)
    .output(trainingRunSchema)
    .mutation(({ ctx, input }) => cancelTraining(ctx.deps, { ...input, actor: ctx.actor, owner: ctx.owner })),
  events: procedure.input(followTrainingSchema).subscription(async ({ ctx, input, signal }) => {
    const after = Number(input.lastEventId ?? 0);
    const log = await followTraining(ctx.deps, { id: input.id, after, signal: signal ?? ctx.deps.stopping });
    return (async function* () {
      for await (const entry of log) yield tracked(String(entry.sequence), entry);
    })();
  }),
});
