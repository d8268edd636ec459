import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvText } from "./csv-text";

const lines = (text: string) => text.replace("\uFEFF", "").split("\r\n");

describe("csvText", () => {
  test("writes numbers so that they read back as the same number, a minus sign included", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(lines(csvText(["value"], [[value]]))[1])).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  test("leaves what is missing or not finite empty", () => {
    expect(lines(csvText(["a", "b", "c"], [[null, Number.NaN, Number.POSITIVE_INFINITY]]))[1]).toBe(",,");
  });

  test("quotes what holds a comma, a quote or a line end, and doubles the quotes", () => {
    expect(csvText(["a", "b"], [['say "1,5"', "two\nlines"]])).toBe(
      '\uFEFFa,b\r\n"say ""1,5""","two\nlines"\r\n',
    );
  });

  test.each(["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\u00a0=1"])(
    "keeps a spreadsheet from running “%s”, in a cell or as a column's name",
    (text) => {
      const [head, cell] = lines(csvText([text], [[text]]));
      expect(head?.replace('"', "")).toBe(`'${text}`);
      expect(cell?.replace('"', "")).toBe(`'${text}`);
    },
  );

  test("begins with a byte order mark, so that a spreadsheet reads accents", () => {
    expect(csvText(["Données"], []).startsWith("\uFEFFDonnées")).toBe(true);
  });
});
