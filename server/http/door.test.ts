import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createDoor } from "./door";

/** All that comes back, until the connection is closed, for bytes sent to a door that has little patience. */
async function answerTo(bytes: string): Promise<string> {
  const door = createDoor((request, response) => request.resume().once("end", () => response.end("done")), {
    headersMs: 100,
    requestMs: 200,
    lookMs: 50,
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  onTestFinished(() => {
    door.closeAllConnections();
    door.close();
  });
  const socket = connect((door.address() as AddressInfo).port, "127.0.0.1", () => socket.write(bytes));
  let text = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    text += chunk;
  });
  await once(socket, "close");
  return text;
}

const begun = "POST / HTTP/1.1\r\nHost: localhost\r\n";

test.for([
  ["headers that never end", `${begun}X-Slow: `],
  ["a body that never comes", `${begun}Content-Length: 10\r\n\r\nhalf`],
  ["chunks that never end", `${begun}Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n`],
] as const)("the door closes on %s", async ([, bytes]) => {
  expect(await answerTo(bytes)).toMatch(/^HTTP\/1\.1 408 /);
});

test("the door refuses headers of more than 16 kB", async () => {
  expect(await answerTo(`${begun}X-Long: ${"x".repeat(16_384)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
});
