import { TRPCError } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { DatasetError } from "../../lib/dataset/dataset-error";
import { readDataset } from "../../lib/dataset/read";
import type { Locale } from "../../lib/locale";
import { DatasetSizeError } from "../dataset/dataset-size-error";
import { EncodingError } from "../dataset/decode-text";
import { toProblem, toTrpcError } from "./errors";

function refusalOf(text: string): unknown {
  try {
    readDataset(text, "mine.csv");
  } catch (error) {
    return error;
  }
  return null;
}

function problemOf(cause: unknown, locale: Locale) {
  const error = toTrpcError(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }));
  return { status: error.code, ...toProblem({ error, input: {}, locale, requestId: "r" }) };
}

describe("what is wrong in a file is said with line, column, value and what is accepted", () => {
  test.each([
    [
      "en",
      /^“mine\.csv” was not taken: 2 things .* Line 1, Area: “1e308”; expected: a number .* from −1,000 to 1,000\.$/,
    ],
    [
      "fr",
      /^«\u00a0mine\.csv\u00a0» n’a pas été pris.*2 éléments.* Ligne 1, Area.*1e308.*attendu.*un nombre avec un point décimal/,
    ],
  ] as const)("in %s", (locale, sentence) => {
    const problem = problemOf(refusalOf("1e308,2,3,4,5,6,yes\n"), locale);
    expect(problem).toMatchObject({ status: "UNPROCESSABLE_CONTENT", code: "file_faults" });
    expect(problem.message).toMatch(sentence);
    expect(problem.file).toMatchObject({
      name: "mine.csv",
      faults: [
        { line: 1, column: "Area", value: "1e308" },
        { line: 1, column: "Microcalcifications", value: "yes" },
      ],
      more: 0,
    });
  });

  test.each([
    [
      "a missing column",
      "Area,Grey Level,Gradient Strength,Noise Fluctuation,Shape Descriptor,Microcalcifications",
      "header",
      /missing: Contrast/,
    ],
    ["a line of another length", "1,2\n", "whole line", /7 values with commas/],
    ["no row", "", "whole file", /at least one row/],
  ])("%s is named as such", (...[, text, column, accepted]) => {
    const [fault] = problemOf(refusalOf(text), "en").file?.faults ?? [];
    expect(fault).toMatchObject({ column });
    expect(fault?.accepted).toMatch(accepted);
  });

  test("what is beyond the told faults is counted", () => {
    const cause = refusalOf("x\n".repeat(30));
    expect(cause).toBeInstanceOf(DatasetError);
    expect(problemOf(cause, "en").file).toMatchObject({ more: 0 });
    const told = new DatasetError("mine.csv", (cause as DatasetError).faults.slice(0, 20), 30);
    expect(problemOf(told, "en").file).toMatchObject({ faults: { length: 20 }, more: 10 });
  });
});

test.each([
  ["utf16", /UTF-16/],
  ["not_utf8", /Latin-1/],
  ["binary", /not text/],
] as const)("a file in another encoding (%s) is refused as that", (fault, sentence) => {
  const problem = problemOf(new EncodingError("mine.csv", fault), "en");
  expect(problem).toMatchObject({ status: "UNPROCESSABLE_CONTENT", code: "file_encoding", file: null });
  expect(problem.message).toMatch(sentence);
});

test("a file that is too large is refused with the limit in its unit", () => {
  const large = problemOf(new DatasetSizeError("mine.csv", "bytes", 11 * 2 ** 20), "en");
  expect(large).toMatchObject({ status: "PAYLOAD_TOO_LARGE", code: "file_too_large" });
  expect(large.message).toContain("at most 11 MB");
  expect(problemOf(new DatasetSizeError("mine.csv", "rows", 300_000), "fr").message).toContain(
    "300 000 lignes".replace(" ", "\u202f"),
  );
});
