import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNumber } from "./parse-number";
import { parseRow } from "./parse-row";

const points = ["0.4", "-0.29", "-0.37", "1.5", "2.4", "1.3"];
const commas = points.map((value) => value.replace(".", ","));

describe("parseRow", () => {
  it.each([
    ["tabs", points.join("\t"), points],
    ["tabs and decimal commas", commas.join("\t"), commas],
    ["semicolons", points.join(";"), points],
    ["semicolons, spaces and decimal commas", commas.join(" ; "), commas],
    ["commas", points.join(","), points],
    ["commas and spaces", points.join(", "), points],
    ["commas between whole numbers", "1,2,3,4,5,6", ["1", "2", "3", "4", "5", "6"]],
    ["spaces", points.join(" "), points],
    ["spaces and decimal commas", commas.join("  "), commas],
    ["lines, as a column copied from a sheet", `${commas.join("\r\n")}\r\n`, commas],
    ["quotes", points.map((value) => `"${value}"`).join(","), points],
    ["real minus signs", "0.4\t−0.29\t−0.37\t1.5\t2.4\t1.3", ["0.4", "−0.29", "−0.37", "1.5", "2.4", "1.3"]],
  ])("reads six values set apart by %s", (_, text, values) => {
    expect(parseRow(text, 6)).toEqual({ kind: "row", values, ignoredLabel: null });
  });

  it.each([
    [`${points.join(",")},'-1'`, "-1"],
    [`${points.join("\t")}\t1`, "1"],
    [`${commas.join(";")};negative`, "negative"],
    [`${points.join(" ")} 1`, "1"],
  ])("leaves out the label column of %j and says so", (text, ignoredLabel) => {
    expect(parseRow(text, 6)).toMatchObject({ kind: "row", ignoredLabel });
  });

  it.each(["0.4", "-0,29", "1 234,5", "abc", "", "  ", "1,234.5", "about 3"])(
    "leaves %j to the field it is pasted into",
    (text) => {
      expect(parseRow(text, 6)).toEqual({ kind: "single" });
    },
  );

  it.each([
    ["0.4\t0.2", 2],
    ["0.4;0.2;0.1", 3],
    [points.concat(points).join("\t"), 12],
    [commas.join(","), 12],
  ])("counts the values of %j, which are not six", (text, count) => {
    expect(parseRow(text, 6)).toEqual({ kind: "wrong_count", count });
  });

  it("refuses several rows at once", () => {
    const text = `${points.join(",")}\n${points.join(",")}`;
    expect(parseRow(text, 6)).toEqual({ kind: "several_rows", count: 2 });
  });

  it("names what is no number, such as a heading", () => {
    expect(parseRow("Area\tGrey\tGradient\tNoise\tContrast\tShape", 6)).toEqual({
      kind: "not_numbers",
      text: "Area",
    });
  });

  it("reads any six numbers however they are set apart", () => {
    const value = fc
      .double({ min: -1000, max: 1000, noNaN: true })
      .map((number) => (number === 0 ? 0 : number));
    const row = fc.array(value, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(row, fc.constantFrom("\t", ";", ",", " ", ", ", "\n"), (numbers, separator) => {
        const read = parseRow(numbers.map(String).join(separator), 6);
        const values = read.kind === "row" ? read.values.map(parseNumber) : [];
        expect(values).toEqual(numbers.map((number) => ({ kind: "number", value: number })));
      }),
    );
  });
});
