/**
 * The file of a worker thread by its name, for the module that starts it, `import.meta.url`. Out of the build it
 * stands beside the bundle that asks; from the sources, beside the module, it is started through a `.mjs` of the same
 * name, since a thread does not inherit its parent's TypeScript loader.
 */
export function workerFile(name: string, startedBy: string): URL {
  return new URL(`./${name}.${startedBy.endsWith(".ts") ? "mjs" : "js"}`, startedBy);
}
