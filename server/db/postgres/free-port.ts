import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * A free port on loopback. Below the range systems hand out for outgoing connections (from 32768 on Linux), so
 * that it is still free when Postgres has to be started again.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const port = randomInt(20_000, 32_000);
    if (await canListen(port)) return port;
  }
  throw new Error("No free port between 20000 and 32000 on 127.0.0.1");
}

/** Whether nobody has this port of 127.0.0.1. */
export async function canListen(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}
