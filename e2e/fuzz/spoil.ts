import fc from "fast-check";

type Path = readonly (string | number)[];

/** All places in a JSON value, its root among them. */
function placesIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [at];
  const inside = Object.entries(value).flatMap(([key, part]) => placesIn(part, [...at, key]));
  return [at, ...inside];
}

/** The JSON text of a value with other text at a place; `null` takes the place away. */
function textWith(value: unknown, [first, ...rest]: Path, text: string | null): string | null {
  if (first === undefined) return text;
  const isList = Array.isArray(value);
  const parts = Object.entries(value as object).flatMap(([key, part]) => {
    const written = key === String(first) ? textWith(part, rest, text) : JSON.stringify(part);
    if (written === null) return [];
    return [isList ? written : `${JSON.stringify(key)}:${written}`];
  });
  return isList ? `[${parts.join(",")}]` : `{${parts.join(",")}}`;
}

const long = "a".repeat(70_000);
const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

/** JSON texts that stand badly almost anywhere. */
const hostile = fc.oneof(
  fc.constantFrom(
    ...["null", "true", "[]", "{}", '""', "0", "-1", "1e308", "-0", "1e400", "9007199254740993", "0.1e-400"],
    ...['"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"\\udfff"', '"\\u202e"', '"\\ufeff"', '"\\r\\nX: y"'],
    ...['"__proto__"', '"constructor"', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":1}}'],
    ...['"\'; DROP TABLE users; --"', '"%"', '"_"', '"$.a"', '"{{7*7}}"', '"<script>1</script>"', '"=1+1"'],
    ...['"../../etc/passwd"', '"0000-01-01T00:00:00Z"', '"NaN"', '"-infinity"', '"99999999-99-99"'],
    ...[`"${long}"`, deep(50), deep(1500), `[${"0,".repeat(2000)}0]`],
  ),
  fc.json({ maxDepth: 3 }),
  fc.string({ unit: "binary", maxLength: 100 }).map((text) => JSON.stringify(text)),
);

const keys = fc.constantFrom(
  ...["__proto__", "constructor", "prototype", "toString", "then", "", "id", "role", "createdAt", "actorId"],
  ...[
    "ownerId",
    "userId",
    "modelVersion",
    "isDisabled",
    "mustChangePassword",
    "probability",
    "limit",
    "\u0000",
  ],
);

/** A good value's JSON text with something wrong in it: another value, none, or one too many at some place. */
export function spoiled(good: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc
    .record({ value: good, at: fc.nat(), how: fc.constantFrom("replace", "remove", "add"), hostile, keys })
    .map(({ value, at, how, hostile: text, keys: key }) => {
      const places = placesIn(value);
      const place = places[at % places.length] ?? [];
      if (how === "add") {
        const whole = JSON.stringify(value) ?? "{}";
        return whole.startsWith("{")
          ? whole.replace(
              /^\{(?=(.))/,
              (_, next) => `{${JSON.stringify(key)}:${text}${next === "}" ? "" : ","}`,
            )
          : `[${whole},${text}]`;
      }
      return textWith(value, place, how === "remove" ? null : text) ?? "";
    });
}

/** A good text cut, doubled, or with a byte changed: mostly no JSON any more. */
export function broken(good: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> {
  return fc
    .record({ value: good, at: fc.nat(), byte: fc.nat(255), how: fc.constantFrom("cut", "double", "byte") })
    .map(({ value, at, byte, how }) => {
      const bytes = Buffer.from(JSON.stringify(value) ?? "");
      const place = bytes.length === 0 ? 0 : at % bytes.length;
      if (how === "cut") return bytes.subarray(0, place);
      if (how === "double") return Buffer.concat([bytes, bytes]);
      const changed = Buffer.from(bytes);
      if (changed.length > 0) changed[place] = byte;
      return changed;
    });
}
