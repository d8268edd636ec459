import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { z } from "zod";
import { readForm } from "./form-post";

const posted = (fields: Record<string, string>) => {
  const body = Readable.from([Buffer.from(new URLSearchParams(fields).toString())]);
  return readForm(Object.assign(body, { method: "POST" }) as unknown as IncomingMessage, z.strictObject({}));
};

test("without a form a file comes as programs read it", async () => {
  expect(await posted({ filters: "{}" })).toEqual({ data: {}, form: "standard" });
  expect(await posted({ filters: "{}", form: "semicolon" })).toEqual({ data: {}, form: "semicolon" });
});

test("a form that there is not is refused, and those that there are named", async () => {
  for (const form of ["", "tab", "__proto__"])
    expect(await posted({ form })).toEqual({
      refusal: [400, expect.stringContaining("standard, semicolon")],
    });
});
