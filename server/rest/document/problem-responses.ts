import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { hasBody } from "../bind";
import type { BoundOperation } from "../operation";
import { problemStatuses } from "../problem";
import { problemSchema, type RestProblem } from "../problem-schema";
import { problemTexts } from "../problem-texts";

/** Whatever is asked, these may come: of who asks, of the server, of its database. */
const always = [
  "sign_in_required",
  "forbidden",
  "password_change_required",
  "second_factor_required",
  "foreign_site",
  "too_many_requests",
  "internal",
  "overloaded",
  "unavailable",
  ...Object.keys(problemTexts).filter((code) => code === "disk_full" || code.startsWith("database_")),
];
const ofBodies = ["not_json", "too_large", "unsupported_media_type"];

/** Codes that an operation may answer with. */
export function codesOf(operation: BoundOperation): string[] {
  const { input, errors = [] } = operation;
  return [
    ...(input === null ? [] : ["invalid_input"]),
    ...(hasBody(operation) ? ofBodies : []),
    ...errors,
    ...always,
  ];
}

const requestId = "5f0f8d0e-6f3f-4d6e-9d43-2d5d4e0f4f11";

function exampleOf(code: string, status: number): RestProblem {
  const { title = "", meaning = "" } = problemTexts[code] ?? {};
  const retry = status === 503 || status === 429 ? { retryAfterSeconds: 2 } : {};
  return { type: `/api/problems/${code}`, title, status, detail: meaning, code, requestId, ...retry };
}

function newResponse(status: number, codes: readonly string[]): ZodOpenApiResponseObject {
  const waits = status === 503 || status === 429;
  return {
    description: codes.map((code) => `\`${code}\`: ${problemTexts[code]?.title}.`).join(" "),
    ...(waits && {
      headers: {
        "Retry-After": { schema: { type: "integer" }, description: "Seconds to wait before the next try." },
      },
    }),
    content: {
      "application/problem+json": {
        schema: problemSchema,
        examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code, status) }])),
      },
    },
  };
}

const pascal = (code: string) =>
  code.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Those that may come of any operation are named together, by their status. */
function nameOf(status: number, codes: readonly string[]): string {
  const common = codes.filter((code) => always.includes(code));
  const own = codes.filter((code) => !always.includes(code)).map(pascal);
  return [...own, ...(common.length > 1 ? [`Any${status}`] : common.map(pascal))].join("Or");
}

/** Responses for problems; those of the same codes are one object, which stands once in the document. */
export function createProblemResponses(): (operation: BoundOperation) => ZodOpenApiResponsesObject {
  const shared = new Map<string, ZodOpenApiResponseObject>();
  const response = (status: number, codes: readonly string[]) => {
    const id = nameOf(status, codes);
    const known = shared.get(id) ?? { id, ...newResponse(status, codes) };
    shared.set(id, known);
    return known;
  };
  return (operation) => {
    const byStatus = new Map<number, string[]>();
    for (const code of codesOf(operation)) {
      const status = problemStatuses.get(code);
      if (status === undefined) throw new Error(`No problem has the code ${code}.`);
      byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
    }
    return Object.fromEntries([...byStatus].map(([status, codes]) => [`${status}`, response(status, codes)]));
  };
}
