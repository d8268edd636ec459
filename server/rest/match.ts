import type { BoundOperation } from "./operation";

/** What a request asks for; without an operation, the methods that its address knows, none where it is no address. */
export type Match =
  | { readonly operation: BoundOperation; readonly params: Readonly<Record<string, string>> }
  | { readonly operation: null; readonly allow: readonly string[] };

type ByMethod = Map<string, BoundOperation>;

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

function patternOf(path: string): RegExp {
  const parts = path.split(/\{(\w+)\}/);
  const source = parts.map((part, i) => (i % 2 === 0 ? escaped(part) : `(?<${part}>[^/]+)`)).join("");
  return new RegExp(`^${source}$`);
}

function byPath(operations: readonly BoundOperation[]): Map<string, ByMethod> {
  const paths = new Map<string, ByMethod>();
  for (const operation of operations) {
    const byMethod = paths.get(operation.path) ?? new Map<string, BoundOperation>();
    paths.set(operation.path, byMethod.set(operation.method, operation));
  }
  return paths;
}

const allowed = (byMethod: ByMethod) =>
  [...byMethod.keys()].flatMap((m) => (m === "GET" ? [m, "HEAD"] : [m]));

/** Finds the operation of a method and a path below the prefix; a name written out goes before a field. */
export function createMatcher(
  operations: readonly BoundOperation[],
): (method: string, path: string) => Match {
  const paths = byPath(operations);
  const patterns = [...paths]
    .filter(([path]) => path.includes("{"))
    .map(([path, byMethod]) => ({ pattern: patternOf(path), byMethod }));
  return (method, path) => {
    const asked = method === "HEAD" ? "GET" : method;
    const plain = path.includes("{") ? undefined : paths.get(path);
    const operation = plain?.get(asked);
    if (operation !== undefined) return { operation, params: {} };
    const allow = plain === undefined ? [] : allowed(plain);
    for (const { pattern, byMethod } of patterns) {
      const found = pattern.exec(path);
      if (found === null) continue;
      const patterned = byMethod.get(asked);
      if (patterned !== undefined && plain === undefined)
        return { operation: patterned, params: { ...found.groups } };
      if (plain === undefined) allow.push(...allowed(byMethod));
    }
    return { operation: null, allow };
  };
}
