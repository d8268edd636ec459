import { readJson } from "./package-places.mjs";

/** A package in the words of CycloneDX, with what the lock file knows of it. */
function componentOf(place, { version, license, integrity }, isInstalled) {
  const fullName = place.replace(/^.*node_modules\//, "");
  const [scope, name] = fullName.startsWith("@") ? fullName.split("/") : [undefined, fullName];
  const purl = `pkg:npm/${scope === undefined ? "" : `${scope.replace("@", "%40")}/`}${name}@${version}`;
  const [algorithm, hash] = integrity.split(/-(.*)/s);
  return {
    type: "library",
    "bom-ref": `${purl}#${place}`,
    ...(scope !== undefined && { group: scope }),
    ...{ name, version, purl },
    hashes: [{ alg: algorithm.replace("sha", "SHA-"), content: Buffer.from(hash, "base64").toString("hex") }],
    ...(license !== undefined && {
      licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }],
    }),
    properties: [{ name: "microcalc:place", value: isInstalled ? place : "compiled into the pages" }],
  };
}

/** The bill of packages, CycloneDX 1.5, of those that are installed at these places and those compiled from these. */
export function billOfPackages({ installed, compiled }) {
  const { packages } = readJson("package-lock.json");
  const { name, version } = readJson("package.json");
  const places = [...new Set([...installed, ...compiled])].sort();
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: { type: "application", "bom-ref": `${name}@${version}`, name, version } },
    components: places.map((place) => componentOf(place, packages[place], installed.includes(place))),
  };
}
