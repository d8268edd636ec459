import { readFileSync } from "node:fs";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, test } from "vitest";
import { z } from "zod";
import { documentText, file } from "./openapi-document";

const text = readFileSync(file, "utf8");

test("the document is that of the procedures and the table of operations: npm run docs:openapi", () => {
  expect(text).toBe(documentText());
});

test("it is valid OpenAPI 3.1 and keeps every rule of Redocly's strict set", async () => {
  const config = await createConfig({ extends: ["recommended-strict"], telemetry: "off" });
  const problems = await lintFromString({ source: text, absoluteRef: "/openapi.json", config });
  expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
});

const contentSchema = z.object({
  schema: z.record(z.string(), z.unknown()),
  examples: z.record(z.string(), z.object({ value: z.unknown() })),
});
const problemResponseSchema = z.object({
  content: z.object({ "application/problem+json": contentSchema }),
});
const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string().min(10),
  parameters: z
    .array(z.object({ in: z.string(), required: z.boolean().optional(), example: z.unknown().optional() }))
    .default([]),
  requestBody: z.object({ content: z.object({ "application/json": contentSchema }) }).optional(),
  responses: z.record(z.string(), z.object({ $ref: z.string().optional() }).loose()),
});
const document = z
  .object({
    paths: z.record(z.string(), z.record(z.string(), operationSchema)),
    components: z.object({ responses: z.record(z.string(), problemResponseSchema) }),
  })
  .parse(JSON.parse(text));

test("every operation has a summary, an example of all it needs, and a schema and example of each problem", () => {
  for (const [method, operation] of Object.values(document.paths).flatMap(Object.entries)) {
    const { operationId, parameters, requestBody, responses } = operationSchema.parse(operation);
    const unsaid = parameters.filter((one) => one.required && one.example === undefined);
    expect(unsaid, operationId).toEqual([]);
    expect(requestBody !== undefined, operationId).toBe(method === "post");
    const problems = Object.entries(responses).filter(([status]) => !status.startsWith("2"));
    expect(problems.length, operationId).toBeGreaterThan(3);
    for (const [, { $ref = "" }] of problems) {
      const { content } = document.components.responses[$ref.split("/").at(-1) ?? ""] ?? {};
      const { schema, examples = {} } = content?.["application/problem+json"] ?? {};
      expect(schema, operationId).toEqual({ $ref: "#/components/schemas/Problem" });
      expect(Object.keys(examples).length, operationId).toBeGreaterThan(0);
    }
  }
});
