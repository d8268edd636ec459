/**
 * The file of a worker thread by its name, for the module that starts it, `import.meta.url`. Out of the build it stands
 * in dist/threads, beside the folder of the bundle that asks; from the sources, beside the module, it is started
 * through a `.mjs` of the same name, since a thread does not inherit its parent's TypeScript loader.
 */
export function workerFile(name: string, startedBy: string): URL {
  return new URL(startedBy.endsWith(".ts") ? `./${name}.mjs` : `../threads/${name}.js`, startedBy);
}
