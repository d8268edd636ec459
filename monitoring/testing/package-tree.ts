import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const names = z.record(z.string(), z.unknown()).default({});
const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: names,
  devDependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().default(false) })).default({}),
});
export type Manifest = z.infer<typeof manifestSchema>;

const readManifest = (folder: string): Manifest =>
  manifestSchema.parse(JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")));

/** The packages that lie in a node_modules folder and in those of its packages, by their folders there. */
export function packagesIn(folder: string): { place: string; manifest: Manifest }[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /^(.*\/node_modules\/)?(@[^/]+\/)?[^/@]+\/package\.json$/.test(file))
    .map((file) => path.dirname(file))
    .map((place) => ({ place, manifest: readManifest(path.join(folder, place)) }));
}

/** What a package cannot do without, what it takes along, and the peers it insists on. */
export function wantedBy({ dependencies, optionalDependencies, ...manifest }: Manifest): string[] {
  const peers = Object.keys(manifest.peerDependencies);
  return [
    ...Object.keys({ ...dependencies, ...optionalDependencies }),
    ...peers.filter((name) => manifest.peerDependenciesMeta[name]?.optional !== true),
  ];
}

/** The names that one comes to from some by what the installed packages ask for in such a way. */
export function reachedFrom(
  roots: readonly string[],
  { folder, asks }: { readonly folder: string; readonly asks: (manifest: Manifest) => readonly string[] },
): Set<string> {
  const reached = new Set<string>();
  const waiting = [...roots];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    const place = path.join(folder, name);
    if (existsSync(place)) waiting.push(...asks(readManifest(place)));
  }
  return reached;
}

/** Bytes of all files below a folder. */
export function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
}
