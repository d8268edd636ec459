import {
  eraseCaseSchema,
  erasedCaseSchema,
  heldCaseSchema,
  namedCaseSchema,
} from "../../../lib/case-records/case-record";
import { eraseCase, heldOnCase } from "../../services/case-records";
import { procedure, router } from "../init";

export const caseRecordsRouter = router({
  held: procedure
    .input(namedCaseSchema)
    .output(heldCaseSchema)
    .query(({ ctx, input }) => heldOnCase(ctx.deps, { ...input, actor: ctx.actor })),
  erase: procedure
    .input(eraseCaseSchema)
    .output(erasedCaseSchema)
    .mutation(({ ctx, input }) => eraseCase(ctx.deps, { ...input, actor: ctx.actor })),
});
