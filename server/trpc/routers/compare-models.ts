import { compareModelsSchema, modelComparisonSchema } from "../../../lib/model/compare";
import { compareModels } from "../../services/compare-models";
import { procedure } from "../init";

/** Part of the models' router. */
export const compareProcedures = {
  compare: procedure
    .input(compareModelsSchema)
    .output(modelComparisonSchema)
    .query(({ ctx, input }) => compareModels(ctx.deps, input)),
};
