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
  [/^\/models\/versions\/?$/, "/models/versions"],
  [/^\/models\/versions\/[^/]+\/?$/, "/models/versions/[version]"],
  [/^\/models\/compare\/?$/, "/models/compare"],
  [/^\/models\/training\/?$/, "/models/training"],
  [/^\/models\/training\/[^/]+\/?$/, "/models/training/[id]"],
  [/^\/_next\/static\//, "/_next/static"],
];

const trpcPrefix = "/api/trpc/";

/** The route of a path as a metric label: one of a fixed list, whatever the caller sends. */
export function routeOf(pathname: string, procedures: ReadonlySet<string>): string {
  if (pathname === "/livez" || pathname === "/readyz" || pathname === "/api/export/predictions")
    return pathname;
  if (pathname.startsWith(trpcPrefix)) {
    const path = pathname.slice(trpcPrefix.length);
    if (procedures.has(path)) return path;
    return path.includes(",") ? "trpc.batch" : "trpc.unknown";
  }
  return pages.find(([pattern]) => pattern.test(pathname))?.[1] ?? "other";
}
