import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Address {
  readonly host: string;
  readonly port: number;
  /** The variable a person would change, for the sentence when the port is taken. */
  readonly variable: string;
}

/** Listens and returns the port, which the system picked if 0 was asked for. */
export function listen(server: Server, { host, port, variable }: Address): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === "EADDRINUSE";
      const reason = taken ? `port ${port} is in use; set ${variable} to another` : cause.message;
      reject(new Error(`Cannot listen on ${host}: ${reason}.`, { cause }));
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
