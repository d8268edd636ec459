import type { Catalogue } from "./known-metric";
import type { Selector } from "./promql";

/** Plain characters and escaped signs; a point is taken as one, since nobody who lists names means any character. */
const plainWord = /^(?:[\w:./ -]|\\[^\w])+$/;

/** Values a regular expression lists one by one, as in `a|b`; `null` where it does more than that. */
export function listedIn(pattern: string): string[] | null {
  const inner = /^\((?:\?:)?([^()]*)\)$/.exec(pattern)?.[1] ?? pattern;
  const words = inner.split("|");
  return words.every((word) => plainWord.test(word))
    ? words.map((word) => word.replaceAll(/\\(.)/g, "$1"))
    : null;
}

/** Prometheus anchors its regular expressions at both ends. */
export function anchored(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, "s");
}

/** Names a selector asks for: one, or those its matchers on `__name__` list or find. */
export function namesOf({ name, matchers }: Selector, catalogue: Catalogue): string[] {
  if (name !== null) return [name];
  return matchers
    .filter(({ label }) => label === "__name__")
    .flatMap(({ operator, value }) => {
      if (operator === "=") return [value];
      if (operator !== "=~") return [];
      return listedIn(value) ?? [...catalogue.keys()].filter((known) => anchored(value).test(known));
    });
}
