import { z } from "zod";
import { gateFindingSchema } from "../../../lib/model/gate";
import {
  askGateSchema,
  assignSchema,
  clearSchema,
  listMovesSchema,
  modelMovePageSchema,
  modelMoveSchema,
  namedVersionSchema,
  promoteSchema,
  rollBackSchema,
} from "../../../lib/model/moves";
import { listModelsSchema, modelDetailSchema, modelPageSchema } from "../../../lib/model/registry";
import { askTreePathSchema, treePathSchema } from "../../../lib/model/tree-path";
import { modelVersionSchema } from "../../../lib/model/version";
import { gateFor } from "../../services/model-gate";
import { assign, clear, listMoves, listNames, promote, rollBack } from "../../services/model-moves";
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
  names: procedure.output(z.array(namedVersionSchema)).query(({ ctx }) => listNames(ctx.deps)),
  moves: procedure
    .input(listMovesSchema)
    .output(modelMovePageSchema)
    .query(({ ctx, input }) => listMoves(ctx.deps, input)),
  gate: procedure
    .input(askGateSchema)
    .output(gateFindingSchema)
    .query(({ ctx, input }) => gateFor(ctx.deps, input.version)),
  promote: procedure
    .input(promoteSchema)
    .output(modelMoveSchema)
    .mutation(({ ctx, input }) => promote(ctx.deps, { ...input, actor: ctx.actor })),
  rollBack: procedure
    .input(rollBackSchema)
    .output(modelMoveSchema)
    .mutation(({ ctx, input }) => rollBack(ctx.deps, { ...input, actor: ctx.actor })),
  assign: procedure
    .input(assignSchema)
    .output(modelMoveSchema)
    .mutation(({ ctx, input }) => assign(ctx.deps, { ...input, actor: ctx.actor })),
  clear: procedure
    .input(clearSchema)
    .output(modelMoveSchema)
    .mutation(({ ctx, input }) => clear(ctx.deps, { ...input, actor: ctx.actor })),
  path: procedure
    .input(askTreePathSchema)
    .output(treePathSchema)
    .query(({ ctx, input }) => treePath(ctx.deps, input)),
});
