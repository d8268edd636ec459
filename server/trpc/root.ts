import { router } from "./init";
import { identityRouter } from "./routers/identity";
import { modelsRouter } from "./routers/models";
import { predictionsRouter } from "./routers/predictions";

export const appRouter = router({
  identity: identityRouter,
  models: modelsRouter,
  predictions: predictionsRouter,
});

export type AppRouter = typeof appRouter;
