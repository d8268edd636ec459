import { z } from "zod";
import { checkForest, type Forest } from "./forest";

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);

const currentVersion = 2;

/** The stored form: little-endian arrays in base64, so that a number is the same bits again after a round trip. */
const forestJsonSchema = z.strictObject({
  format: z.literal("microcalc-forest"),
  formatVersion: z.literal(currentVersion),
  featureCount: z.int().min(1).max(127),
  roots: base64,
  feature: base64,
  threshold: base64,
  right: base64,
  cover: base64,
  positiveFraction: base64,
});

function toBase64({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function fromBase64(text: string, bytesPerValue: number): ArrayBuffer {
  const binary = atob(text);
  // A loop: `Uint8Array.from` goes through an iterator, ten times as long.
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  if (bytes.length % bytesPerValue !== 0)
    throw new Error("The forest is cut off: an array ends within a value.");
  return bytes.buffer;
}

/** The forest as one line of JSON; the same forest gives the same text. */
export function writeForest(forest: Forest): string {
  return JSON.stringify({
    format: "microcalc-forest",
    formatVersion: currentVersion,
    featureCount: forest.featureCount,
    roots: toBase64(forest.roots),
    feature: toBase64(forest.feature),
    threshold: toBase64(forest.threshold),
    right: toBase64(forest.right),
    cover: toBase64(forest.cover),
    positiveFraction: toBase64(forest.positiveFraction),
  });
}

const formatSchema = z.object({ format: z.literal("microcalc-forest"), formatVersion: z.int() });

/** Reads what {@link writeForest} wrote; throws with a sentence for anything else, other versions of the format too. */
export function readForest(text: string): Forest {
  const parsed: unknown = JSON.parse(text);
  const { formatVersion } = formatSchema.parse(parsed);
  if (formatVersion !== currentVersion) {
    throw new Error(
      formatVersion > currentVersion
        ? `The forest has format ${formatVersion}; this build reads format ${currentVersion}. A newer build is needed.`
        : `The forest has format ${formatVersion}, without covers; this build reads format ${currentVersion}. Train it again.`,
    );
  }
  const json = forestJsonSchema.parse(parsed);
  const forest: Forest = {
    featureCount: json.featureCount,
    roots: new Int32Array(fromBase64(json.roots, 4)),
    feature: new Int8Array(fromBase64(json.feature, 1)),
    threshold: new Float64Array(fromBase64(json.threshold, 8)),
    right: new Int32Array(fromBase64(json.right, 4)),
    cover: new Float64Array(fromBase64(json.cover, 8)),
    positiveFraction: new Float64Array(fromBase64(json.positiveFraction, 8)),
  };
  checkForest(forest);
  return forest;
}
