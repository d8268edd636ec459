import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * What the reader types to run an operator's command, its arguments to follow: `npm run users --` from the sources, and
 * `node dist/cli/users.js` where the build runs, which is all that the container image holds.
 */
export function howToRun(name: string): string {
  if (import.meta.url.endsWith(".ts")) return `npm run ${name} --`;
  return `node ${path.relative(process.cwd(), fileURLToPath(new URL(`../cli/${name}.js`, import.meta.url)))}`;
}
