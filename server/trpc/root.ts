import { router } from "./init";
import { casesRouter } from "./routers/cases";
import { identityRouter } from "./routers/identity";
import { modelsRouter } from "./routers/models";
import { outcomesRouter } from "./routers/outcomes";
import { predictionsRouter } from "./routers/predictions";

export const appRouter = router({
  cases: casesRouter,
  identity: identityRouter,
  models: modelsRouter,
  outcomes: outcomesRouter,
  predictions: predictionsRouter,
});

export type AppRouter = typeof appRouter;
