/** Why bytes are no text that can be read. */
export type EncodingFault = "utf16" | "not_utf8" | "binary";

/** A file in another encoding than UTF-8: letters would be read wrongly, so none is. */
export class EncodingError extends Error {
  override readonly name = "EncodingError";
  constructor(
    readonly file: string,
    readonly fault: EncodingFault,
  ) {
    super(`${file} is not UTF-8 text. Save it as “CSV UTF-8” and try again.`);
  }
}

const startsWith = (bytes: Uint8Array, ...marks: number[]) => marks.every((mark, i) => bytes[i] === mark);

/**
 * The text of a UTF-8 file, without its byte order mark. Throws {@link EncodingError}, which says what it is instead.
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) throw new EncodingError(file, "utf16");
  if (bytes.includes(0)) throw new EncodingError(file, "binary");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw Object.assign(new EncodingError(file, "not_utf8"), { cause });
  }
}
