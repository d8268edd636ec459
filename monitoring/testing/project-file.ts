import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { z } from "zod";

export const projectRoot = path.resolve(import.meta.dirname, "..", "..");

export function readText(file: string): string {
  return readFileSync(path.join(projectRoot, file), "utf8");
}

/** A YAML or JSON file of the project, in the shape a test needs it. */
export function readShaped<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
  return schema.parse(parse(readText(file), { merge: true }));
}
