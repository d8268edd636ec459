import { existsSync, readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import path from "node:path";
import next from "next";
import type { Environment } from "../env";
import { purposeOf } from "../purpose";
import type { Handler } from "./edge";
import { createPagesHandler } from "./pages";

/** Addresses of the files in `public`; Next, too, looks at the start only. */
function publicFiles(): ReadonlySet<string> {
  const folder = path.resolve("public");
  return new Set(existsSync(folder) ? readdirSync(folder).map((name) => `/${name}`) : []);
}

/**
 * Next's pages. It is handed a server that never listens, so that its own upgrade handler, a way in that its
 * advisories name, is attached to nothing; development needs upgrades for reloading and gets the real one.
 */
export async function preparePages(env: Environment, door: Server, publicUrl: string): Promise<Handler> {
  const development = env.NODE_ENV === "development";
  const app = next({ dev: development, dir: process.cwd(), httpServer: development ? door : createServer() });
  await app.prepare();
  if (!development) {
    door.on("upgrade", (_request, socket) =>
      socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"),
    );
  }
  return createPagesHandler(app.getRequestHandler(), {
    mode: development ? "development" : "production",
    // Its own database is in the home, and another one is nobody's demonstration.
    purpose: env.DATABASE_URL === undefined ? purposeOf(path.resolve(env.MICROCALC_HOME)) : "service",
    publicUrl,
    publicFiles: publicFiles(),
  });
}
