// `npm start`: builds if anything changed since the last build, then becomes the server.
import path from "node:path";
import { buildIfStale } from "./build.mjs";

await buildIfStale();
process.env.NODE_ENV ??= "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";
process.chdir(path.resolve(import.meta.dirname, "..", ".."));
await import("../../dist/server/main.js");
