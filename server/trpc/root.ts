import { router } from "./init";
import { casesRouter } from "./routers/cases";
import { identityRouter } from "./routers/identity";
import { modelsRouter } from "./routers/models";
import { predictionsRouter } from "./routers/predictions";
import { trainingRouter } from "./routers/training";

export const appRouter = router({
  cases: casesRouter,
  identity: identityRouter,
  models: modelsRouter,
  predictions: predictionsRouter,
  training: trainingRouter,
});

export type AppRouter = typeof appRouter;
