import type { ServerResponse } from "node:http";
import { getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { Locale } from "../../lib/locale";
import { problemKinds, toProblem } from "../trpc/errors";
import type { RestProblem } from "./problem-schema";
import { problemTexts } from "./problem-texts";

/** What the front door says of itself, by status; no procedure was asked. */
export const doorCodes: Readonly<Record<number, string>> = {
  400: "malformed_request",
  403: "foreign_site",
  404: "unknown_procedure",
  405: "method_not_supported",
  413: "too_large",
  415: "unsupported_media_type",
  429: "too_many_requests",
  431: "headers_too_large",
  503: "unavailable",
};

/** The status that each code comes with. */
export const problemStatuses: ReadonlyMap<string, number> = new Map([
  ...Object.entries(doorCodes).map(([status, code]) => [code, Number(status)] as const),
  ...[...problemKinds].map(
    ([code, kind]) => [code, getHTTPStatusCodeFromError(new TRPCError({ code: kind }))] as const,
  ),
]);

function send(response: ServerResponse, problem: RestProblem): void {
  const text = JSON.stringify(problem);
  response.writeHead(problem.status, {
    "Content-Type": "application/problem+json",
    "Content-Length": Buffer.byteLength(text),
    "Cache-Control": "no-store",
    ...(problem.retryAfterSeconds !== undefined && { "Retry-After": String(problem.retryAfterSeconds) }),
    ...(problem.status === 401 && { "WWW-Authenticate": "Bearer" }),
  });
  response.end(text);
}

const kindOf = (code: string) => ({
  type: `/api/problems/${code}`,
  title: problemTexts[code]?.title ?? "Error",
});

/** Who asked for what, and in which language they read. */
export interface Asking {
  readonly input: unknown;
  readonly locale: Locale;
  readonly requestId: string;
}

/** Answers with whatever a call threw; the text of an internal error stays here. */
export function sendProblem(response: ServerResponse, thrown: unknown, asking: Asking): void {
  const error = getTRPCErrorFromUnknown(thrown);
  const { code, message, requestId, retryAfterSeconds, issues, file } = toProblem({ error, ...asking });
  response.setHeader("Content-Language", asking.locale);
  send(response, {
    ...kindOf(code),
    status: getHTTPStatusCodeFromError(error),
    ...{ detail: message, code, requestId },
    ...(issues.length > 0 && { issues }),
    ...(file !== null && { file: { ...file, faults: [...file.faults] } }),
    ...(retryAfterSeconds !== null && { retryAfterSeconds }),
  });
}

/** A refusal of the front door, before anybody was asked. */
export interface DoorRefusal {
  readonly status: number;
  readonly detail: string;
  readonly requestId: string;
  /** Seconds; `null` where trying again would change nothing. */
  readonly retryAfter: number | null;
}

export function sendDoorRefusal(response: ServerResponse, refusal: DoorRefusal): void {
  const { status, detail, requestId, retryAfter } = refusal;
  const code = doorCodes[status] ?? "internal";
  response.setHeader("Content-Language", "en");
  send(response, {
    ...kindOf(code),
    ...{ status, detail, code, requestId },
    ...(retryAfter !== null && { retryAfterSeconds: retryAfter }),
  });
}
