import openapi from "../docs/openapi.json" with { type: "json" };
import { restPrefix } from "../server/rest/operations";

/** A request as the document's examples have it. */
export interface DocumentedRequest {
  readonly operationId: string;
  readonly method: string;
  /** From the root of the server, with its query. */
  readonly path: string;
  /** JSON; `undefined` where the document names none. */
  readonly body: string | undefined;
  /** Of the one answer that is no problem. */
  readonly status: number;
}

interface DocumentedOperation {
  readonly operationId: string;
  readonly parameters?: readonly { in: string; name: string; example?: unknown }[];
  readonly requestBody?: {
    readonly content: { "application/json": { examples: { usual: { value: unknown } } } };
  };
  readonly responses: Readonly<Record<string, unknown>>;
}

type Paths = Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;

function toRequest(template: string, method: string, operation: DocumentedOperation): DocumentedRequest {
  const { operationId, parameters = [], requestBody, responses } = operation;
  const given = parameters.filter(({ example }) => example !== undefined);
  const exampleOf = (name: string) => String(given.find((one) => one.name === name)?.example);
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => exampleOf(name));
  const query = new URLSearchParams(
    given.filter((one) => one.in === "query").map(({ name }) => [name, exampleOf(name)]),
  );
  const body = requestBody?.content["application/json"].examples.usual.value;
  return {
    operationId,
    method: method.toUpperCase(),
    path: `${restPrefix}${path}${query.size > 0 ? `?${query}` : ""}`,
    body: body === undefined ? undefined : JSON.stringify(body),
    status: Number(Object.keys(responses).find((status) => status.startsWith("2"))),
  };
}

/** One for each operation, in the order of the document. */
export const documentedRequests: readonly DocumentedRequest[] = Object.entries(
  openapi.paths as unknown as Paths,
).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => toRequest(path, method, operation)),
);

/** The same request with other values in place of those that nobody has. */
export function withValues(
  request: DocumentedRequest,
  values: Readonly<Record<string, string>>,
): DocumentedRequest {
  const replaced = (text: string) =>
    Object.entries(values).reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
  const { body } = request;
  return { ...request, path: replaced(request.path), body: body === undefined ? body : replaced(body) };
}
