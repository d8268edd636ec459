import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvForms, csvLines, csvText, unguarded } from "./csv";

const lines = (text: string) => text.replace("\uFEFF", "").split("\r\n");

describe("csvText", () => {
  test("writes numbers so that they read back as the same number, a minus sign included", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(lines(csvText(["value"], [[value]], "standard"))[1])).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  test("leaves what is missing or not finite empty", () => {
    expect(
      lines(csvText(["a", "b", "c"], [[null, Number.NaN, Number.POSITIVE_INFINITY]], "standard"))[1],
    ).toBe(",,");
  });

  test("quotes what holds a comma, a quote or a line end, and doubles the quotes", () => {
    expect(csvText(["a", "b"], [['say "1,5"', "two\nlines"]], "standard")).toBe(
      '\uFEFFa,b\r\n"say ""1,5""","two\nlines"\r\n',
    );
  });

  test.each(["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\u00a0=1"])(
    "keeps a spreadsheet from running “%s”, in a cell or as a column's name",
    (text) => {
      const [head, cell] = lines(csvText([text], [[text]], "standard"));
      expect(head?.replace('"', "")).toBe(`'${text}`);
      expect(cell?.replace('"', "")).toBe(`'${text}`);
    },
  );

  test("begins with a byte order mark, so that a spreadsheet reads accents", () => {
    expect(csvText(["Données"], [], "standard").startsWith("\uFEFFDonnées")).toBe(true);
  });

  test("writes for a French spreadsheet semicolons and decimal commas, and no text otherwise", () => {
    const rows = [[0.25, -1.5e-7, 3, "1.5", "a, b", "a; b"]];
    expect(lines(csvText(["a"], rows, "semicolon"))[1]).toBe('0,25;-1,5e-7;3;1.5;"a, b";"a; b"');
  });

  test("guards a text so that it can be given back, apostrophes of its own included", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("'", "=", "+", " ", "a", "\t", "@")), (letters) => {
        const text = letters.join("");
        const cell = lines(csvText([], [[text]], "standard"))[1] ?? "";
        expect(unguarded(cell.replace(/^"(.*)"$/, "$1"))).toBe(text);
      }),
    );
  });

  test.for(csvForms)("writes rows that arrive little by little as those that are there: %s", async (form) => {
    const rows = [1.5, -2].map((value) => ({ value, name: `-${value}` }));
    async function* arriving() {
      yield* rows;
    }
    const columns = [
      ["value", ({ value }: (typeof rows)[number]) => value],
      ["name", ({ name }: (typeof rows)[number]) => name],
    ] as const;
    const written: string[] = [];
    for await (const line of csvLines(columns, arriving(), form)) written.push(line);
    expect(written.join("")).toBe(
      csvText(
        ["value", "name"],
        rows.map(({ value, name }) => [value, name]),
        form,
      ),
    );
  });
});
