import { identifyIfPossible } from "../auth/identity";
import { boundOperations } from "../rest/bound-operations";
import { createRestHandler } from "../rest/handler";
import type { Dependencies } from "../services/dependencies";
import { appRouter } from "../trpc/root";
import { bodyLimitOf } from "./body-limits";
import type { Handler } from "./edge";
import { noteFailure } from "./note-failure";
import { contextOf, peopleListener } from "./trpc";

/** The same procedures as under `/api/trpc/`, by method and address. Whoever comes this way is a program. */
export function createRestDoor(deps: Dependencies): Handler {
  const listener = peopleListener(deps);
  return createRestHandler({
    router: appRouter,
    operations: boundOperations,
    bodyLimit: ({ procedure }) => bodyLimitOf(procedure),
    contextOf: async (request, response) => {
      const identity = await identifyIfPossible(deps.accounts, request);
      return { ...contextOf(deps, { request, response, identity }), source: "api" };
    },
    failed: (error, { requestId }, path) => noteFailure(listener, { error, requestId, path }),
  });
}
