import { askTrendsSchema, trendsSchema } from "../../../lib/trends/trends";
import { trends } from "../../services/trends";
import { procedure, router } from "../init";

export const trendsRouter = router({
  windows: procedure
    .input(askTrendsSchema)
    .output(trendsSchema)
    .query(({ ctx, input }) => trends(ctx.deps, input)),
});
