import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Environment } from "../env";

interface SecretSource {
  /** A worker lets nobody in: its secret is of the moment. */
  readonly role: Environment["ROLE"];
  /** AUTH_SECRET. */
  readonly given: string | undefined;
  /** Of the embedded database; another one is shared by processes that do not share a folder. */
  readonly home: string | null;
}

const makeSecret = () => randomBytes(48).toString("base64url");

/** What was given, or one that is made once and kept beside the embedded database; throws where neither can be. */
export async function secretOf({ role, given, home }: SecretSource): Promise<string> {
  if (given !== undefined) return given;
  if (role === "worker") return makeSecret();
  if (home === null) {
    throw new Error(
      "AUTH_SECRET is not set. With a DATABASE_URL all processes need the same one: openssl rand -base64 48 makes it.",
    );
  }
  const file = path.join(home, "auth-secret");
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const secret = makeSecret();
  await mkdir(home, { recursive: true });
  await writeFile(file, secret, { mode: 0o600, flag: "wx" });
  return secret;
}
