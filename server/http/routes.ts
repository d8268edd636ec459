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
  [/^\/models\/versions\/?$/, "/models/versions"],
  [/^\/models\/versions\/[^/]+\/?$/, "/models/versions/[version]"],
  [/^\/models\/compare\/?$/, "/models/compare"],
  [/^\/models\/training\/?$/, "/models/training"],
  [/^\/models\/training\/[^/]+\/?$/, "/models/training/[id]"],
  [/^\/_next\/static\//, "/_next/static"],
];

const trpcPrefix = "/api/trpc/";
/** Addresses that are their own route. */
const plain = ["/livez", "/readyz", "/api/export/predictions"];
const [batch, unknown] = ["trpc.batch", "trpc.unknown"] as const;
/** Of what is nothing we have. */
export const otherRoute = "other";

/** The route of a path as a metric label: one of a fixed list, whatever the caller sends. */
export function routeOf(pathname: string, procedures: ReadonlySet<string>): string {
  if (plain.includes(pathname)) return pathname;
  if (pathname.startsWith(trpcPrefix)) {
    const path = pathname.slice(trpcPrefix.length);
    if (procedures.has(path)) return path;
    return path.includes(",") ? batch : unknown;
  }
  return pages.find(([pattern]) => pattern.test(pathname))?.[1] ?? otherRoute;
}

/** That list. */
export function allRoutes(procedures: Iterable<string>): ReadonlySet<string> {
  return new Set([...plain, ...pages.map(([, route]) => route), ...procedures, batch, unknown, otherRoute]);
}
