import { readdirSync } from "node:fs";
import path from "node:path";

const folder = path.join(import.meta.dirname, "..", "app");

/** Every page there is, by its route: `/history/[id]`. */
export const routes = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "page.tsx")
  .map((file) => path.join("/", path.dirname(file)));
