/** Characters: code points, as zod counts them. */
export const longestModelVersion = 64;

/** Not empty, and nothing in it that Postgres cannot hold as text. */
export const modelVersionForm = /^[^\p{Cc}\p{Cs}]+$/u;

/** Whether a text may name a model. */
export const isModelVersion = (text: string): boolean =>
  [...text].length <= longestModelVersion && modelVersionForm.test(text);
