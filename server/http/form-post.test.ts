import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { z } from "zod";
import { readForm } from "./form-post";

const posted = (fields: Record<string, string>) => {
  const body = Readable.from([Buffer.from(new URLSearchParams(fields).toString())]);
  return readForm(Object.assign(body, { method: "POST" }) as unknown as IncomingMessage, z.strictObject({}));
};

test("without a form and a time zone a file comes as programs read it, with the day of UTC", async () => {
  expect(await posted({ filters: "{}" })).toEqual({ data: {}, form: "standard", timeZone: "UTC" });
  const [form, timeZone] = ["semicolon", "Pacific/Auckland"];
  expect(await posted({ filters: "{}", form, timeZone })).toEqual({ data: {}, form, timeZone });
});

test("a time zone that there is not is refused", async () => {
  for (const timeZone of ["", "+02:00", "Europe/Atlantis"])
    expect(await posted({ timeZone })).toEqual({ refusal: [400, expect.stringContaining("time zone")] });
});

test("a form that there is not is refused, and those that there are named", async () => {
  for (const form of ["", "tab", "__proto__"])
    expect(await posted({ form })).toEqual({
      refusal: [400, expect.stringContaining("standard, semicolon")],
    });
});
