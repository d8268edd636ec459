/** Characters: code points, as zod counts them. */
export const longestCaseReference = 64;

/** Letters, digits and ` . _ / # -`; starts with a letter or a digit. */
export const caseReferenceForm = /^[\p{L}\p{N}][\p{L}\p{N} ._/#-]*$/u;

/** A case reference as typed, without the spaces around it; `null` for any other text. */
export function readCaseReference(typed: string): string | null {
  const reference = typed.trim();
  return [...reference].length <= longestCaseReference && caseReferenceForm.test(reference)
    ? reference
    : null;
}
