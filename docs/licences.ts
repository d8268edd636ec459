// Writes licences.md anew, from package-lock.json: `npm run docs:licences`.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const root = path.resolve(import.meta.dirname, "..");
export const page = path.join(import.meta.dirname, "licences.md");

/** Licences that packages may have, and why each binds us to nothing that we do not do. */
export const allowed: Readonly<Record<string, string>> = {
  "0BSD": "asks for nothing",
  "Apache-2.0": "asks for its text and notices, which stay in the package",
  "BSD-2-Clause": "asks for its text, which stays in the package",
  "BSD-3-Clause": "asks for its text, which stays in the package",
  "BlueOak-1.0.0": "asks for its text, which stays in the package",
  "CC-BY-4.0": "data, named here as it asks",
  "EPL-2.0": "binds changes of its own files, and we make none",
  ISC: "asks for its text, which stays in the package",
  "LGPL-3.0-or-later": "a library of its own, exchangeable, loaded by nothing of ours",
  MIT: "asks for its text, which stays in the package",
  "MPL-2.0": "binds changes of its own files, and we make none",
  "PSF-2.0": "asks for its text, which stays in the package",
  Unlicense: "asks for nothing",
  Zlib: "asks that its origin is not misrepresented",
};

/** Packages that state their licence in a file only; read there. */
const statedInFile: Readonly<Record<string, string>> = { "seq-queue@0.0.5": "MIT" };

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
    }),
  ),
});

export interface LicensedPackage {
  /** With its version, as in `zod@4.6.7`. */
  readonly id: string;
  readonly licence: string;
  /** Whether only development has it. */
  readonly isForDevelopment: boolean;
}

/** Every package of the lock file once, those of other platforms included, by name. */
export function packagesOf(lock: unknown): LicensedPackage[] {
  const found = new Map<string, LicensedPackage>();
  for (const [place, { version, license, dev }] of Object.entries(lockSchema.parse(lock).packages)) {
    if (place === "") continue;
    const id = `${place.replace(/^.*node_modules\//, "")}@${version}`;
    const isForDevelopment = dev && (found.get(id)?.isForDevelopment ?? true);
    found.set(id, { id, licence: license ?? statedInFile[id] ?? "none stated", isForDevelopment });
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether a licence is on the list: of a choice one, of a sum every part. */
export function isAllowed(licence: string): boolean {
  const choices = licence.replaceAll(/[()]/g, "").split(/ or /i);
  return choices.some((choice) =>
    choice.split(/ and /i).every((name) => Object.hasOwn(allowed, name.trim())),
  );
}

function sectionOf(heading: string, packages: readonly LicensedPackage[]): string[] {
  const licences = [...new Set(packages.map(({ licence }) => licence))].sort();
  const lists = licences.flatMap((licence) => {
    const ids = packages.filter((one) => one.licence === licence).map(({ id }) => `- ${id}`);
    return [`### ${licence}: ${ids.length}`, ids.join("\n")];
  });
  return [`## ${heading}`, ...lists];
}

/** The page for a lock file. */
export function licencesPage(lock: unknown): string {
  const packages = packagesOf(lock);
  const reasons = Object.entries(allowed).map(([licence, why]) => `- ${licence}: ${why}.`);
  return `${[
    "# Licences",
    "Written by `npm run docs:licences` from `package-lock.json`; a test keeps it current. Packages of all platforms are listed, of which an installation has a part.",
    "## Allowed",
    reasons.join("\n"),
    ...sectionOf(
      "What the server runs with",
      packages.filter((one) => !one.isForDevelopment),
    ),
    ...sectionOf(
      "What only development has",
      packages.filter((one) => one.isForDevelopment),
    ),
  ].join("\n\n")}\n`;
}

export const readLock = (): unknown => JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8"));

if (process.argv[1] === import.meta.filename) writeFileSync(page, licencesPage(readLock()));
