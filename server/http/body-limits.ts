/** Procedures that take a whole file, in base64. */
const filePaths: ReadonlySet<string> = new Set(
  ["datasets.upload", "outcomes.previewImport", "outcomes.import"].map((name) => `/api/trpc/${name}`),
);

/** Bytes that the body of a request may have. */
export const bodyLimits = { usual: 65_536, file: 16 * 2 ** 20 } as const;

export const bodyKindOf = (pathname: string): keyof typeof bodyLimits =>
  filePaths.has(pathname) ? "file" : "usual";
