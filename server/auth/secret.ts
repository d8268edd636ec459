import { randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { Environment } from "../env";

/** A secret by its variable, and by the file that has it where the variable is not set. */
export interface SecretKind {
  readonly variable: "AUTH_SECRET" | "CASE_KEY";
  readonly file: string;
}

export const authSecret: SecretKind = { variable: "AUTH_SECRET", file: "auth-secret" };

interface SecretSource {
  readonly kind: SecretKind;
  /** A worker lets nobody in: its secret is of the moment. */
  readonly role: Environment["ROLE"];
  /** By the variable. */
  readonly given: string | undefined;
  /** Of the embedded database; another one is shared by processes that do not share a folder. */
  readonly home: string | null;
}

const makeSecret = () => randomBytes(48).toString("base64url");
const leastCharacters = 32;

async function readSecret(file: string): Promise<string | null> {
  try {
    const secret = await readFile(file, "utf8");
    if (secret.length >= leastCharacters) return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  throw new Error(`${file} is cut short. Put back the one that belongs to this folder's database.`);
}

/** Whole on disk before it has its name: what it encrypts must not outlive it. Another process may be first. */
async function keepSecret(file: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(draft, "w", 0o600);
  await handle.writeFile(makeSecret());
  await handle.sync();
  await handle.close();
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(draft);
}

/** What was given, or one that is made once and kept beside the embedded database; throws where neither can be. */
export async function secretOf({ kind, role, given, home }: SecretSource): Promise<string> {
  if (given !== undefined) return given;
  if (role === "worker") return makeSecret();
  if (home === null) {
    throw new Error(
      `${kind.variable} is not set. With a DATABASE_URL all processes need the same one: openssl rand -base64 48 makes it.`,
    );
  }
  const file = path.join(home, kind.file);
  const kept = await readSecret(file);
  if (kept !== null) return kept;
  await keepSecret(file);
  const made = await readSecret(file);
  if (made === null) throw new Error(`${file} was made and is gone.`);
  return made;
}
