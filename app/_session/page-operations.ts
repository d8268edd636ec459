import type { Operation } from "./operation";

/** What a page cannot do without; pages below one of these are like it. The longest that fits counts. */
const operations: readonly (readonly [path: string, operation: Operation])[] = [
  ["/outcomes/import", "outcomes.previewImport"],
  ["/models/versions", "models.names"],
  ["/models/compare", "models.compare"],
  ["/models/training", "training.list"],
  ["/history", "predictions.list"],
  ["/outcomes", "outcomes.open"],
  ["/trends", "trends.windows"],
  ["/drift", "drift.report"],
  ["/models", "models.current"],
  ["/data", "datasets.list"],
  ["/status", "status.current"],
  ["/audit", "audit.list"],
  ["/accounts", "accounts.list"],
  ["/cases", "caseRecords.held"],
  ["/api-keys", "apiKeys.list"],
];

/** Open to people whom the server does not know yet. */
const publicPaths = ["/sign-in", "/setup"];

const isAtOrBelow = (path: string, above: string) => path === above || path.startsWith(`${above}/`);

export const isPublicPage = (pathname: string): boolean =>
  publicPaths.some((path) => isAtOrBelow(pathname, path));

/** What one has to be allowed in order to use a page; `null` where having an account is enough. */
export function operationOf(pathname: string): Operation | null {
  if (pathname === "/") return "predictions.create";
  return operations.find(([path]) => isAtOrBelow(pathname, path))?.[1] ?? null;
}

/** In the order of the main navigation. */
const firstPages = ["/", "/history", "/outcomes", "/trends", "/drift", "/models", "/data"] as const;

/** Where somebody who may do these things begins. */
export function firstPageOf(may: readonly string[]): string {
  return firstPages.find((path) => may.includes(operationOf(path) ?? "")) ?? "/account";
}
