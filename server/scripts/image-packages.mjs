// `node server/scripts/image-packages.mjs FOLDER`: after a build, puts the packages that it runs with into
// FOLDER/node_modules, and the bill of all that is in the product into FOLDER/sbom.cdx.json.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { billOfPackages } from "./bill-of-packages.mjs";
import { packagePlaces, readJson, root } from "./package-places.mjs";

/** Files that Node.js never loads: source maps and declarations, a third of the packages' size. */
const unloaded = /\.(map|d\.[cm]?ts)$/;

/** Dependencies that the bundles import or resolve, those by a call such as `require.resolve("name/file")` included. */
function namedByBundles() {
  const text = readdirSync(path.join(root, "dist"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js"))
    .map((file) => readFileSync(path.join(root, "dist", file), "utf8"))
    .join("\n");
  const named = new Set(
    [...text.matchAll(/(?:from |import |\w\()"((?:@[^"/]+\/)?[^"/]+)/g)].map(([, name]) => name),
  );
  return Object.keys(readJson("package.json").dependencies).filter((name) => named.has(name));
}

/** Dependencies that the pages import, which Next compiles in. */
async function namedByPages() {
  const pages = readdirSync(path.join(root, "app"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)(page|layout|error|not-found|loading|global-error)\.tsx$/.test(file))
    .map((file) => `app/${file}`);
  const { metafile } = await build({
    entryPoints: ["instrumentation-client.ts", "app/_i18n/request.ts", ...pages],
    absWorkingDir: root,
    outdir: "unwritten",
    write: false,
    metafile: true,
    bundle: true,
    packages: "external",
    jsx: "automatic",
    loader: { ".css": "empty", ".svg": "empty" },
    logLevel: "error",
  });
  const named = new Set(
    Object.values(metafile.inputs).flatMap(({ imports }) =>
      imports.flatMap((one) => (one.external ? (one.path.match(/^(?:@[^/]+\/)?[^/]+/) ?? []) : [])),
    ),
  );
  return Object.keys(readJson("package.json").dependencies).filter((name) => named.has(name));
}

function copyPackage(place, target) {
  const source = path.join(root, place);
  cpSync(source, path.join(target, place), {
    recursive: true,
    // A package nested in another one has a place of its own in the list, or is not wanted.
    filter: (file) =>
      !unloaded.test(file) && path.relative(source, file).split(path.sep)[0] !== "node_modules",
  });
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("The folder that the packages are put into is not given.");
const target = path.resolve(folder);
mkdirSync(target, { recursive: true });
const installed = packagePlaces(namedByBundles());
for (const place of installed) copyPackage(place, target);
const bill = billOfPackages({ installed, compiled: packagePlaces(await namedByPages()) });
writeFileSync(path.join(target, "sbom.cdx.json"), `${JSON.stringify(bill, null, 2)}\n`);
