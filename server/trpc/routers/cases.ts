import { nearCasesSchema, nearestCasesSchema } from "../../../lib/cases/nearest-cases";
import { findNearestCases } from "../../services/cases";
import { procedure, router } from "../init";

export const casesRouter = router({
  nearest: procedure
    .input(nearestCasesSchema)
    .output(nearCasesSchema)
    .query(({ ctx, input }) => findNearestCases(ctx.deps, input)),
});
