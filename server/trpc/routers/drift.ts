import { askDriftSchema, driftReportSchema } from "../../../lib/drift/drift-report";
import { driftReport } from "../../services/drift";
import { procedure, router } from "../init";

export const driftRouter = router({
  report: procedure
    .input(askDriftSchema)
    .output(driftReportSchema)
    .query(({ ctx, input }) => driftReport(ctx.deps, input)),
});
