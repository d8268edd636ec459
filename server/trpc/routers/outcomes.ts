import {
  importOutcomesSchema,
  importPreviewSchema,
  importResultSchema,
  previewImportSchema,
} from "../../../lib/outcomes/import-outcomes";
import { openOutcomesSchema } from "../../../lib/outcomes/open-outcomes";
import { askReaderAgreementSchema, readerAgreementSchema } from "../../../lib/outcomes/reader-agreement";
import { predictionPageSchema } from "../../../lib/prediction";
import { importOutcomes } from "../../services/import-outcomes";
import { readerAgreementOf } from "../../services/reader-agreement";
import { showImportPreview, showOpenOutcomes } from "../../services/shown-predictions";
import { procedure, router } from "../init";

export const outcomesRouter = router({
  open: procedure
    .input(openOutcomesSchema)
    .output(predictionPageSchema)
    .query(({ ctx, input }) => showOpenOutcomes(ctx.deps, { ...input, actor: ctx.actor })),
  /** Writes nothing; a mutation, because a whole file is no question to be asked again by itself. */
  previewImport: procedure
    .input(previewImportSchema)
    .output(importPreviewSchema)
    .mutation(({ ctx, input }) => showImportPreview(ctx.deps, { ...input, actor: ctx.actor })),
  import: procedure
    .input(importOutcomesSchema)
    .output(importResultSchema)
    .mutation(({ ctx, input }) => importOutcomes(ctx.deps, { ...input, actor: ctx.actor })),
  readerAgreement: procedure
    .input(askReaderAgreementSchema)
    .output(readerAgreementSchema)
    .query(({ ctx, input }) => readerAgreementOf(ctx.deps, input)),
});
