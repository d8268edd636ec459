import { signOnPaths } from "../../lib/accounts/sign-on";

/** The procedures and pages a request can be counted under; anything else is `other`. */
const pages: readonly [pattern: RegExp, route: string][] = [
  [/^\/$/, "/"],
  [/^\/history\/?$/, "/history"],
  [/^\/history\/[^/]+\/?$/, "/history/[id]"],
  [/^\/drift\/?$/, "/drift"],
  [/^\/outcomes\/?$/, "/outcomes"],
  [/^\/outcomes\/import\/?$/, "/outcomes/import"],
  [/^\/models\/?$/, "/models"],
  [/^\/trends\/?$/, "/trends"],
  [/^\/data\/?$/, "/data"],
  [/^\/status\/?$/, "/status"],
  [/^\/sign-in\/?$/, "/sign-in"],
  [/^\/setup\/?$/, "/setup"],
  [/^\/account\/?$/, "/account"],
  [/^\/accounts\/?$/, "/accounts"],
  [/^\/api-keys\/?$/, "/api-keys"],
  [/^\/audit\/?$/, "/audit"],
  [/^\/cases\/?$/, "/cases"],
  [/^\/models\/versions\/?$/, "/models/versions"],
  [/^\/models\/versions\/[^/]+\/?$/, "/models/versions/[version]"],
  [/^\/models\/compare\/?$/, "/models/compare"],
  [/^\/models\/training\/?$/, "/models/training"],
  [/^\/models\/training\/[^/]+\/?$/, "/models/training/[id]"],
  [/^\/_next\/static\//, "/_next/static"],
];

const trpcPrefix = "/api/trpc/";
/** Addresses that are their own route. */
const plain = [
  "/livez",
  "/readyz",
  "/api/export/predictions",
  "/api/export/audit",
  "/api/export/case",
  signOnPaths.begin,
  signOnPaths.end,
];
const [batch, unknown] = ["trpc.batch", "trpc.unknown"] as const;
/** What describes the API: its document, the page on it, its problems. */
const docs = "/api/docs";
const docsForm = /^\/api\/(?:docs(?:\/|$)|openapi\.json$|problems\/)/;
export const isSignOn = (pathname: string): boolean =>
  pathname === signOnPaths.begin || pathname === signOnPaths.end;
export const isDocs = (pathname: string): boolean => docsForm.test(pathname);
/** Of an address below `/api/v1` that is no operation's. */
export const unknownOperation = "rest.unknown";
/** Of what is nothing we have. */
export const otherRoute = "other";

/** Of pages, and of what is nothing we have. */
export const isCountedByAddress = (route: string): boolean =>
  route.startsWith("/")
    ? route !== "/_next/static" && !route.startsWith("/api/export/")
    : [unknown, unknownOperation, otherRoute].includes(route);

/** The route of a path as a metric label: one of a fixed list, whatever the caller sends. */
export function routeOf(pathname: string, procedures: ReadonlySet<string>): string {
  if (plain.includes(pathname)) return pathname;
  if (isDocs(pathname)) return docs;
  if (pathname.startsWith(trpcPrefix)) {
    const path = pathname.slice(trpcPrefix.length);
    if (procedures.has(path)) return path;
    return path.includes(",") ? batch : unknown;
  }
  return pages.find(([pattern]) => pattern.test(pathname))?.[1] ?? otherRoute;
}

/** That list. */
export function allRoutes(procedures: Iterable<string>): ReadonlySet<string> {
  const named = [...plain, docs, ...pages.map(([, route]) => route), ...procedures];
  return new Set([...named, batch, unknown, unknownOperation, otherRoute]);
}
