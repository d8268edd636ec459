import { appRouter } from "../trpc/root";
import { bindOperations } from "./bind";
import { createMatcher } from "./match";
import type { BoundOperation } from "./operation";
import { subjects } from "./operations";

/** Every operation with the schemas of its procedure. */
export const boundOperations: readonly BoundOperation[] = subjects.flatMap(({ tag, operations }) =>
  bindOperations(appRouter, tag, operations),
);

/** The operation of a method and a path below the prefix. */
export const matchOperation = createMatcher(boundOperations);
