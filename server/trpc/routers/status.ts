import { statusSchema } from "../../../lib/status";
import { currentStatus } from "../../services/status";
import { procedure, router } from "../init";

export const statusRouter = router({
  current: procedure.output(statusSchema).query(({ ctx }) => currentStatus(ctx.deps)),
});
