/**
 * The file of a worker thread by its name. Out of the build it stands beside the bundle that asks; from the sources
 * it is started through a `.mjs` of the same name, since a thread does not inherit its parent's TypeScript loader.
 */
export function workerFile(name: string): URL {
  const extension = import.meta.url.endsWith(".ts") ? "mjs" : "js";
  return new URL(`./${name}.${extension}`, import.meta.url);
}
