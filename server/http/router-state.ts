import { z } from "zod";

/** Part of an address as Next's router in the browser writes it: a name, or a parameter with its value and kind. */
const segment = z.union([
  z.string(),
  z.tuple([z.string(), z.string(), z.enum(["c", "oc", "d"]), z.array(z.string()).nullable()]),
]);

/** What the browser shows already, as Next's router tells the server: a tree of segments. */
const routerState = z.lazy(
  (): z.ZodType =>
    z.tuple([
      segment,
      z.record(z.string(), routerState),
      z.tuple([z.string(), z.string()]).nullish(),
      z.enum(["refetch", "inside-shared-layout", "metadata-only"]).nullish(),
      z.number().nullish(),
      z.string().optional(),
    ]),
);

/**
 * Whether Next would make sense of this header; over one it cannot read it fails, which would count as a failure of
 * ours. Stricter than Next where our pages never need it; who sends none gets the whole page.
 */
export function isRouterState(header: string | string[]): boolean {
  try {
    return routerState.safeParse(JSON.parse(decodeURIComponent(String(header)))).success;
  } catch {
    return false;
  }
}
