import type { IncomingMessage, ServerResponse } from "node:http";
import { type AnyRouter, callTRPCProcedure, getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import type { Context } from "../trpc/context";
import { localeOf } from "../trpc/locale";
import { gatherInput, kindsOf, SenderGoneError } from "./gather";
import { createMatcher } from "./match";
import type { BoundOperation } from "./operation";
import { restPrefix } from "./operations";
import { sendProblem } from "./problem";

type NumberedRequest = IncomingMessage & { requestId: string; address: string };

interface Callers {
  readonly router: AnyRouter;
  readonly operations: readonly BoundOperation[];
  /** Bytes that the body of a request to an operation may have. */
  bodyLimit(operation: BoundOperation): number;
  contextOf(request: NumberedRequest, response: ServerResponse): Context | Promise<Context>;
  /** Told of every call that fails, whosever fault it was. */
  failed(error: TRPCError, request: NumberedRequest, path: string): void;
}

function sendData(response: ServerResponse, status: number, data: unknown): void {
  const text = JSON.stringify(data);
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
    "Cache-Control": "no-store",
  });
  response.end(text);
}

/** Aborted when whoever asked is gone, or has the answer. */
function goneWith(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  return gone.signal;
}

/**
 * REST: finds the operation of a request, gathers its input and calls the procedure as tRPC's own adapter would, with
 * its middleware and schemas. What it throws is answered as a problem of RFC 9457.
 */
export function createRestHandler({ router, operations, bodyLimit, contextOf, failed }: Callers) {
  const match = createMatcher(operations);
  const kinds = new Map(operations.map((operation) => [operation, kindsOf(operation.input)]));

  return async (request: NumberedRequest, response: ServerResponse): Promise<void> => {
    const { requestId, method = "GET", url = "/" } = request;
    const [pathname = "/"] = url.split("?", 1);
    const found = match(method, pathname.slice(restPrefix.length));
    let input: unknown;
    try {
      if (found.operation === null) {
        if (found.allow.length === 0) throw new TRPCError({ code: "NOT_FOUND" });
        response.setHeader("Allow", found.allow.join(", "));
        throw new TRPCError({ code: "METHOD_NOT_SUPPORTED" });
      }
      const { operation, params } = found;
      const { procedure: path, type, status = 200 } = operation;
      const ctx = await contextOf(request, response);
      const query = new URLSearchParams(url.slice(pathname.length));
      const gathering = { operation, params, query, bodyLimit: bodyLimit(operation) };
      input = await gatherInput(request, { ...gathering, kinds: kinds.get(operation) ?? new Map() });
      const getRawInput = async () => input;
      const signal = goneWith(response);
      const call = { router, path, type, ctx, getRawInput, signal, batchIndex: 0 };
      sendData(response, status, await callTRPCProcedure(call));
    } catch (error) {
      if (error instanceof SenderGoneError) return;
      failed(getTRPCErrorFromUnknown(error), request, found.operation?.procedure ?? "");
      sendProblem(response, error, { input, locale: localeOf(request.headers), requestId });
    }
  };
}
