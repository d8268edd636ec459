import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomFillSync } from "node:crypto";

/** Secrets of `CASE_KEY` and `CASE_KEY_PREVIOUS`; any text that cannot be guessed. */
export interface CaseSecrets {
  readonly current: string;
  /** Read with, and looked up by, until everything is under the current one; `null` where there is none. */
  readonly previous: string | null;
}

/** Keeps case references from whoever has the database and not the key. */
export interface CaseCipher {
  /** Tells the current key from others, and nothing of it; 8 bytes. */
  readonly keyId: Buffer;
  readonly previousKeyId: Buffer | null;
  /** Encrypted for one prediction: no other one can be given it. */
  seal(reference: string, predictionId: string): Buffer;
  /** `null` where it was sealed with another key, or for another prediction, or changed. */
  open(sealed: Uint8Array, predictionId: string): string | null;
  /** 32 bytes by which a reference is found, whole, however its letters are composed. */
  hash(reference: string): Buffer;
  /** The same by each key that rows may still be under. */
  hashes(reference: string): Buffer[];
}

interface Key {
  readonly id: Buffer;
  readonly encryption: Buffer;
  readonly search: Buffer;
}

/** Of the layout: version, key id, nonce, ciphertext, tag. */
const version = Buffer.from([1]);
const idBytes = 8;
const nonceBytes = 12;
const tagBytes = 16;
const nonceAt = version.length + idBytes;
const textAt = nonceAt + nonceBytes;

function deriveKey(secret: string): Key {
  const derive = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync("sha256", secret, "", `microcalc case reference ${purpose}`, bytes));
  return {
    id: derive("key id", idBytes),
    encryption: derive("encryption", 32),
    search: derive("search", 32),
  };
}

/** Drawn many at a time: to ask for twelve bytes takes as long as for thousands. Each is handed out once. */
function nonceSource(): () => Buffer {
  const drawn = Buffer.alloc(256 * nonceBytes);
  let used = drawn.length;
  return () => {
    if (used === drawn.length) {
      randomFillSync(drawn);
      used = 0;
    }
    used += nonceBytes;
    return drawn.subarray(used - nonceBytes, used);
  };
}

const normalised = (reference: string) => reference.trim().normalize("NFC");

const hashWith = ({ search }: Key, reference: string) =>
  createHmac("sha256", search).update(normalised(reference)).digest();

function openWith({ encryption }: Key, sealed: Uint8Array, predictionId: string): string | null {
  const decipher = createDecipheriv("aes-256-gcm", encryption, sealed.subarray(nonceAt, textAt), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(predictionId));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return decipher.update(sealed.subarray(textAt, -tagBytes), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}

/**
 * AES-256-GCM for what is shown, HMAC-SHA-256 for what is looked up, with keys that HKDF makes of one secret. Each
 * sealing draws its own nonce of 96 bits.
 */
export function createCaseCipher(secrets: CaseSecrets): CaseCipher {
  const current = deriveKey(secrets.current);
  const previous = secrets.previous === null ? null : deriveKey(secrets.previous);
  const nextNonce = nonceSource();
  const keys = previous === null ? [current] : [current, previous];
  return {
    keyId: current.id,
    previousKeyId: previous?.id ?? null,
    seal: (reference, predictionId) => {
      const nonce = nextNonce();
      const cipher = createCipheriv("aes-256-gcm", current.encryption, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(predictionId));
      const text = Buffer.concat([cipher.update(reference, "utf8"), cipher.final()]);
      return Buffer.concat([version, current.id, nonce, text, cipher.getAuthTag()]);
    },
    open: (sealed, predictionId) => {
      if (sealed[0] !== version[0] || sealed.length < textAt + tagBytes) return null;
      const id = sealed.subarray(version.length, nonceAt);
      const key = keys.find((one) => one.id.equals(id));
      return key === undefined ? null : openWith(key, sealed, predictionId);
    },
    hash: (reference) => hashWith(current, reference),
    hashes: (reference) => keys.map((key) => hashWith(key, reference)),
  };
}
