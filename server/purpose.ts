import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** What an installation is for: patients' regions, or made-up ones for people to try things on. */
export type Purpose = "service" | "demonstration";

/** A file in the home that says so, whatever starts a server on it later. */
const markOf = (home: string) => path.join(home, "demonstration");

export const purposeOf = (home: string): Purpose => (existsSync(markOf(home)) ? "demonstration" : "service");

/** Makes a home for made-up data; throws where there is one for anything else, and leaves that alone. */
export async function markAsDemonstration(home: string): Promise<void> {
  if (purposeOf(home) === "demonstration") return;
  const present = await readdir(home).catch(() => []);
  if (present.length > 0) {
    throw new Error(
      `${home} is not the home of a demonstration. Nothing in it was changed; name another one.`,
    );
  }
  await mkdir(home, { recursive: true });
  // Postgres may run as another user, which has to get through.
  await chmod(home, 0o711);
  await writeFile(markOf(home), "All data in this folder are made up. Written by npm run demo.\n");
}
