import type { OwnRequests } from "../auth/own-requests";
import type { Dependencies } from "../services/dependencies";
import { answerDocs } from "./docs";
import { type Edge, type Handler, onlyProbes } from "./edge";
import { answerExport } from "./export";
import { answerAuditExport } from "./export-audit";
import { answerCaseExport } from "./export-case";
import { createRestDoor } from "./rest";
import { createSignOnHandler } from "./sign-on";
import { createTrpcHandler } from "./trpc";

/** Who answers: a process without pages runs jobs, and answers nobody but probes and Prometheus. */
export function handlersFor(
  deps: Dependencies,
  own: OwnRequests,
  pages: Handler | null,
): Omit<NonNullable<Edge["handlers"]>, "admission" | "rateLimits"> {
  if (pages === null) {
    return {
      ...{ trpc: onlyProbes, rest: onlyProbes, docs: onlyProbes, pages: onlyProbes, signOn: onlyProbes },
      ...{ exportPredictions: onlyProbes, exportAudit: onlyProbes, exportCase: onlyProbes },
    };
  }
  return {
    trpc: createTrpcHandler(deps, own),
    rest: createRestDoor(deps),
    docs: answerDocs,
    exportPredictions: (request, response) => answerExport(deps, request, response),
    pages,
    exportAudit: (request, response) => answerAuditExport(deps, request, response),
    signOn: createSignOnHandler(deps),
    exportCase: (request, response) => answerCaseExport(deps, request, response),
  };
}
