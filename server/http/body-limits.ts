import { addressesOf } from "../rest/operations";

/** Bytes that the body of a request may have. */
export const bodyLimits = { usual: 65_536, rows: 2 ** 20, file: 16 * 2 ** 20 } as const;

type BodyKind = keyof typeof bodyLimits;

/** Procedures that take more: a thousand rows, or a whole file in base64. */
const kinds: Readonly<Record<string, BodyKind>> = {
  "predictions.createMany": "rows",
  "datasets.upload": "file",
  "outcomes.previewImport": "file",
  "outcomes.import": "file",
};

const kindByAddress: ReadonlyMap<string, BodyKind> = new Map(
  Object.entries(kinds).flatMap(([name, kind]) =>
    addressesOf(name).map((address) => [address, kind] as const),
  ),
);

export const bodyKindOf = (pathname: string): BodyKind => kindByAddress.get(pathname) ?? "usual";

/** Bytes that the body of a call to a procedure may have. */
export const bodyLimitOf = (procedure: string): number => bodyLimits[kinds[procedure] ?? "usual"];
