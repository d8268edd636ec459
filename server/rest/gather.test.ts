import type { IncomingMessage } from "node:http";
import { getTRPCErrorFromUnknown } from "@trpc/server";
import { expect, test } from "vitest";
import { toProblem } from "../trpc/errors";
import { boundOperations } from "./bound-operations";
import { gatherInput, kindsOf } from "./gather";

test.for(boundOperations.map((operation) => [operation.operationId, operation] as const))(
  "%s names a query parameter that it does not know",
  async ([, operation]) => {
    const params = Object.fromEntries(operation.pathFields.map((name) => [name, "1"]));
    const query = new URLSearchParams({ api_key: "1" });
    const gathering = { operation, kinds: kindsOf(operation.input), params, query, bodyLimit: 1000 };
    const refused: unknown = await gatherInput({ headers: {} } as IncomingMessage, gathering).catch(
      (error: unknown) => error,
    );
    const error = getTRPCErrorFromUnknown(refused);
    const problem = toProblem({ error, input: undefined, locale: "en", requestId: "r" });
    expect(problem.issues).toMatchObject([{ field: "api_key" }]);
    expect(problem.message).toContain("“api_key”");
  },
);
