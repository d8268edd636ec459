import type { CaseCipher } from "./case-cipher";

/** A prediction's reference, in clear. */
export interface NamedCase {
  readonly predictionId: string;
  readonly predictedAt: Date;
  readonly reference: string;
}

/** As the table `case_references` has them, for `json_to_recordset`: bytes in hex. */
export const sealedRow = (
  cipher: CaseCipher,
  { predictionId, reference }: Omit<NamedCase, "predictedAt">,
) => ({
  hash: cipher.hash(reference).toString("hex"),
  sealed: cipher.seal(reference, predictionId).toString("hex"),
});

/** The same as Prisma takes them. */
export const caseRow = (cipher: CaseCipher, { predictionId, predictedAt, reference }: NamedCase) => ({
  ...{ predictionId, predictedAt },
  hash: new Uint8Array(cipher.hash(reference)),
  sealed: new Uint8Array(cipher.seal(reference, predictionId)),
});
