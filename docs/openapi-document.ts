// Writes openapi.json anew, from the procedures and the table of REST operations: `npm run docs:openapi`.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { buildDocument } from "../server/rest/document/document";

export const file = path.join(import.meta.dirname, "openapi.json");

/** As it is committed, so that a review sees what changes for who uses it. */
export const documentText = (): string => `${JSON.stringify(buildDocument(), null, 2)}\n`;

if (process.argv[1] === import.meta.filename) writeFileSync(file, documentText());
