import { z } from "zod";

/** Characters of base64: what a request of 16 MB holds, less its other fields. */
const longestBase64 = 16 * 2 ** 20 - 4096;

/** A plain name: no path, no control characters, nothing that turns the reading direction around. */
export const fileNameSchema = z
  .string()
  .min(1)
  .max(255)
  .regex(/^(?!\.{1,2}$)[^/\\\p{Cc}\p{Cs}\p{Bidi_Control}\ufeff]+$/u)
  .refine((name) => name.trim() !== "");

/** A file as it goes over the wire. */
export const uploadedFileSchema = z.strictObject({
  name: fileNameSchema,
  /** The file's bytes, with padding and without line breaks. */
  base64: z
    .string()
    .max(longestBase64)
    .refine((text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)),
});
export type UploadedFile = z.infer<typeof uploadedFileSchema>;
