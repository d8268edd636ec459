import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNumber } from "./parse-number";

describe("parseNumber", () => {
  it.each([
    ["0.23", 0.23],
    ["0,23", 0.23],
    ["-0.37", -0.37],
    ["−0,37", -0.37],
    ["–0.37", -0.37],
    ["- 0.37", -0.37],
    ["+1.5", 1.5],
    [".5", 0.5],
    ["-,5", -0.5],
    ["5.", 5],
    ["  2.4\t", 2.4],
    ["\u00a02,4\u202f", 2.4],
    ["1 234,5", 1234.5],
    ["1\u202f234", 1234],
    ["1e-3", 0.001],
    ["1,5E-05", 0.000015],
    ["-0", 0],
    ["1e999", Number.POSITIVE_INFINITY],
    ["1,234", 1.234],
  ])("reads %j as %d", (text, value) => {
    expect(parseNumber(text)).toEqual({ kind: "number", value });
  });

  it.each(["1,234.5", "1.234,5", "1,234,567", "1.2.3", "0,4,0"])("calls %j ambiguous", (text) => {
    expect(parseNumber(text)).toEqual({ kind: "ambiguous" });
  });

  it.each(["", "   ", "\u00a0"])("calls %j empty", (text) => {
    expect(parseNumber(text)).toEqual({ kind: "empty" });
  });

  it.each(["-", ".", ",", "abc", "1 2", "12 34", "0x1f", "NaN", "Infinity", "1e", "--1", "1-2", "3 mm"])(
    "refuses %j",
    (text) => {
      expect(parseNumber(text)).toEqual({ kind: "not_a_number" });
    },
  );

  const finite = fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((value) => (value === 0 ? 0 : value));

  it("reads back every finite number as JavaScript writes it", () => {
    fc.assert(
      fc.property(finite, (value) => {
        expect(parseNumber(String(value))).toEqual({ kind: "number", value });
      }),
    );
  });

  it("reads a decimal comma and a real minus sign as it reads point and hyphen", () => {
    fc.assert(
      fc.property(finite, (value) => {
        const french = String(value).replace(".", ",").replace("-", "−");
        expect(parseNumber(french)).toEqual({ kind: "number", value });
      }),
    );
  });

  it("reads what the formatter of either language writes", () => {
    const small = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(small, fc.constantFrom("en", "fr"), (value, locale) => {
        const options = { maximumFractionDigits: 8, useGrouping: locale === "fr" };
        const text = new Intl.NumberFormat(locale, options).format(value);
        const parsed = parseNumber(text);
        expect(parsed.kind).toBe("number");
        expect(parsed.kind === "number" ? parsed.value : Number.NaN).toBeCloseTo(value, 7);
      }),
    );
  });

  it("never throws and never answers NaN", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.,-+eE −\t") }), (text) => {
        const parsed = parseNumber(text);
        expect(parsed.kind === "number" && Number.isNaN(parsed.value)).toBe(false);
      }),
    );
  });
});
