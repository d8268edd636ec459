import { type ClientRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { signedIn } from "./accounts";

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface RawOptions {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
}

/** A request of which browsers and `fetch` would not send every header; its body is the caller's to end. */
export function openRequest(
  url: string,
  { method = "GET", headers = {} }: RawOptions = {},
): { sent: ClientRequest; answer: Promise<RawAnswer> } {
  const sent = request(url, { method, headers: { ...signedIn(url), ...headers } });
  const answer = new Promise<RawAnswer>((resolve, reject) => {
    sent.once("error", reject);
    sent.once("response", (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        body += chunk;
      });
      response.once("error", reject);
      response.once("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
  });
  return { sent, answer };
}

/** As {@link openRequest}, with the whole body at once. */
export function rawRequest(
  url: string,
  options: RawOptions & { readonly body?: string | Buffer } = {},
): Promise<RawAnswer> {
  const { sent, answer } = openRequest(url, options);
  sent.end(options.body);
  return answer;
}

/** The first line of what comes back for these bytes; empty when the connection is closed without a word. */
export function statusLineFor(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "localhost", () => socket.write(bytes));
    let text = "";
    const done = () => {
      socket.destroy();
      resolve(text.split("\r\n", 1)[0] ?? "");
    };
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      text += chunk;
      if (text.includes("\r\n")) done();
    });
    socket.once("error", done);
    socket.once("close", done);
  });
}
