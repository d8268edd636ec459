import { auditHeadSchema, auditPageSchema, listAuditSchema } from "../../../lib/audit/audit-event";
import { listAudit } from "../../services/audit-events";
import { auditHead } from "../../services/audit-sealing";
import { procedure, router } from "../init";

export const auditRouter = router({
  list: procedure
    .input(listAuditSchema)
    .output(auditPageSchema)
    .query(({ ctx, input }) => listAudit(ctx.deps, { actor: ctx.actor, asked: input })),
  head: procedure.output(auditHeadSchema).query(({ ctx }) => auditHead(ctx.deps.db)),
});
