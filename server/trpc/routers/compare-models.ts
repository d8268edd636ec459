import { compareModelsSchema, modelComparisonSchema } from "../../../lib/model/compare";
import { showComparison } from "../../services/shown-predictions";
import { procedure } from "../init";

/** Part of the models' router. */
export const compareProcedures = {
  compare: procedure
    .input(compareModelsSchema)
    .output(modelComparisonSchema)
    .query(({ ctx, input }) => showComparison(ctx.deps, { ...input, actor: ctx.actor })),
};
