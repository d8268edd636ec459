import { z } from "zod";
import {
  type CreateDocumentOptions,
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import packageJson from "../../../package.json" with { type: "json" };
import { boundOperations } from "../bound-operations";
import type { BoundOperation } from "../operation";
import { restPrefix, subjects } from "../operations";
import { namedSchemas, rowSchemas } from "./components";
import { createProblemResponses } from "./problem-responses";
import { requestPartsOf } from "./request-parts";

const about = `Decision support, not a medical device. The same procedures as the pages use, as JSON.

Every answer has \`X-Request-Id\`, under which the server's log has the request. Errors are problems of RFC 9457 with a
stable \`code\`; the sentence in \`detail\` follows \`Accept-Language\` (en or fr). Fields that are not known are refused.
Answers may get more fields in time. After a 503, send the same again: with an idempotency key nothing is stored twice.`;

const requestId = {
  description: "Number under which the server's log has the request; a request may bring its own.",
  schema: { type: "string" as const },
};

const override: NonNullable<CreateDocumentOptions["override"]> = ({ jsonSchema, zodSchema, io }) => {
  const row = rowSchemas.get(zodSchema);
  if (row !== undefined) Object.assign(jsonSchema, { $ref: `#/components/schemas/${row}` });
  const { def } = zodSchema._zod as unknown as { def: { type: string; catchall?: unknown } };
  // What an answer has may grow; only an input is closed.
  if (io === "output" && def.type === "object" && def.catchall === undefined)
    delete jsonSchema.additionalProperties;
};

type Responses = ReturnType<typeof createProblemResponses>;

function operationOf(operation: BoundOperation, problems: Responses): ZodOpenApiOperationObject {
  const { operationId, summary, description, tag, status = 200, output } = operation;
  return {
    ...{ operationId, summary, tags: [tag] },
    ...(description !== undefined && { description }),
    ...requestPartsOf(operation),
    responses: {
      [`${status}`]: {
        description: status === 201 ? "Made." : "Done.",
        headers: { "X-Request-Id": requestId },
        content: { "application/json": { schema: output } },
      },
      ...problems(operation),
    },
  };
}

function pathsOf(operations: readonly BoundOperation[]): ZodOpenApiPathsObject {
  const problems = createProblemResponses();
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of operations) {
    const { path, method } = operation;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(operation, problems) };
  }
  return paths;
}

/**
 * The OpenAPI document of all operations. Gives schemas their names in zod's registry: for a process that serves
 * nobody.
 */
export function buildDocument() {
  for (const [id, schema] of Object.entries(namedSchemas))
    z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
  return createDocument(
    {
      openapi: "3.1.1",
      info: {
        title: "Microcalc",
        version: packageJson.version,
        description: about,
        license: { name: packageJson.license, identifier: packageJson.license },
      },
      servers: [{ url: restPrefix, description: "This server." }],
      tags: subjects.map(({ tag, description }) => ({ name: tag, description })),
      security: [{ apiKey: [] }, { session: [] }],
      paths: pathsOf(boundOperations),
      components: {
        schemas: { ...namedSchemas },
        securitySchemes: {
          apiKey: { type: "http", scheme: "bearer", description: "An API key." },
          session: {
            type: "apiKey",
            in: "cookie",
            name: "__Host-microcalc.session_token",
            description:
              "The cookie of whoever is signed in on these pages. The browser sends it; there is nothing to enter here.",
          },
        },
      },
    },
    { override },
  );
}
