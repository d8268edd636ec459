import { canaryAnswerSchema } from "../../../lib/canary";
import { createPredictionSchema } from "../../../lib/prediction";
import { assessCanary } from "../../services/canary";
import { procedure, router } from "../init";

export const canaryRouter = router({
  assess: procedure
    .input(createPredictionSchema)
    .output(canaryAnswerSchema)
    .mutation(({ ctx, input }) => assessCanary(ctx.deps, input)),
});
