import type { AnyRouter } from "@trpc/server";
import { ZodObject, type ZodType } from "zod";
import type { BoundOperation, OperationTable, RestOperation } from "./operation";

/** What tRPC keeps of a procedure at run time; its types tell only a part of it. */
interface KeptDef {
  readonly type: "query" | "mutation" | "subscription";
  readonly inputs?: readonly ZodType[];
  readonly output?: ZodType;
}

export const hasBody = ({ method }: RestOperation): boolean => method === "POST";

const fieldsIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

function queryFieldsOf(operation: RestOperation, input: ZodType | null): ReadonlySet<string> {
  if (hasBody(operation) || !(input instanceof ZodObject)) return new Set();
  const elsewhere = new Set([...fieldsIn(operation.path), ...(operation.omits ?? [])]);
  return new Set(Object.keys(input.shape).filter((name) => !elsewhere.has(name)));
}

/** Gives the operations of a subject the schemas of their procedures; throws where REST cannot offer one. */
export function bindOperations(router: AnyRouter, tag: string, table: OperationTable): BoundOperation[] {
  const procedures = router._def.procedures as unknown as Record<string, { _def: KeptDef }>;
  return Object.entries(table).flatMap(([procedure, operations]) => {
    const def = procedures[procedure]?._def;
    if (def === undefined) throw new Error(`There is no procedure ${procedure}.`);
    const { type, inputs = [], output } = def;
    if (type === "subscription" || output === undefined || inputs.length > 1)
      throw new Error(`${procedure} cannot be offered over REST.`);
    const input = inputs[0] ?? null;
    const named = procedure.replaceAll(".", "_");
    return operations.map((operation, i) => ({
      ...operation,
      ...{ procedure, type, tag, input, output },
      operationId: i === 0 ? named : `${named}_${operation.method.toLowerCase()}`,
      pathFields: fieldsIn(operation.path),
      queryFields: queryFieldsOf(operation, input),
    }));
  });
}
