import { router } from "./init";
import { accountRouter, accountsRouter, apiKeysRouter } from "./routers/accounts";
import { auditRouter } from "./routers/audit";
import { canaryRouter } from "./routers/canary";
import { caseRecordsRouter } from "./routers/case-records";
import { casesRouter } from "./routers/cases";
import { datasetsRouter } from "./routers/datasets";
import { driftRouter } from "./routers/drift";
import { identityRouter } from "./routers/identity";
import { modelsRouter } from "./routers/models";
import { outcomesRouter } from "./routers/outcomes";
import { predictionsRouter } from "./routers/predictions";
import { sessionRouter } from "./routers/session";
import { statusRouter } from "./routers/status";
import { trainingRouter } from "./routers/training";
import { trendsRouter } from "./routers/trends";

export const appRouter = router({
  account: accountRouter,
  accounts: accountsRouter,
  apiKeys: apiKeysRouter,
  audit: auditRouter,
  caseRecords: caseRecordsRouter,
  cases: casesRouter,
  drift: driftRouter,
  datasets: datasetsRouter,
  identity: identityRouter,
  models: modelsRouter,
  outcomes: outcomesRouter,
  predictions: predictionsRouter,
  session: sessionRouter,
  status: statusRouter,
  trends: trendsRouter,
  training: trainingRouter,
});

/** What the process asks of itself; for everybody else there is no such thing. */
export const ownRouter = router({ canary: canaryRouter });

export type AppRouter = typeof appRouter;
