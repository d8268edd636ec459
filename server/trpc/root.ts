import { router } from "./init";
import { casesRouter } from "./routers/cases";
import { datasetsRouter } from "./routers/datasets";
import { identityRouter } from "./routers/identity";
import { modelsRouter } from "./routers/models";
import { predictionsRouter } from "./routers/predictions";

export const appRouter = router({
  cases: casesRouter,
  datasets: datasetsRouter,
  identity: identityRouter,
  models: modelsRouter,
  predictions: predictionsRouter,
});

export type AppRouter = typeof appRouter;
