import { z } from "zod";
import { listModelsSchema, modelDetailSchema, modelPageSchema } from "../../../lib/model/registry";
import { askTreePathSchema, treePathSchema } from "../../../lib/model/tree-path";
import { modelVersionSchema } from "../../../lib/model/version";
import { currentModel, listModels, modelByVersion } from "../../services/models";
import { treePath } from "../../services/tree-path";
import { procedure, router } from "../init";
import { compareProcedures } from "./compare-models";

export const modelsRouter = router({
  ...compareProcedures,
  current: procedure.output(modelDetailSchema).query(({ ctx }) => currentModel(ctx.deps)),
  byVersion: procedure
    .input(z.strictObject({ version: modelVersionSchema }))
    .output(modelDetailSchema)
    .query(({ ctx, input }) => modelByVersion(ctx.deps, input.version)),
  list: procedure
    .input(listModelsSchema)
    .output(modelPageSchema)
    .query(({ ctx, input }) => listModels(ctx.deps, input)),
  path: procedure
    .input(askTreePathSchema)
    .output(treePathSchema)
    .query(({ ctx, input }) => treePath(ctx.deps, input)),
});
