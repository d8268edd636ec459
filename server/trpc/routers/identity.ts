import { z } from "zod";
import { procedure, router } from "../init";

export const identityRouter = router({
  current: procedure.output(z.object({ id: z.string(), name: z.string() })).query(({ ctx }) => ctx.actor),
});
