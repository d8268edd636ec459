/**
 * Writes protocol buffers, as far as an ONNX model needs it: whole numbers from 0, texts, bytes and messages in
 * messages. A message is the concatenation of its fields. The encoding is
 * https://protobuf.dev/programming-guides/encoding.
 */
export type Encoded = Uint8Array<ArrayBuffer>;

const wireVarint = 0;
const wireBytes = 2;

/** Seven bits to a byte, the lowest first; the top bit says that more follow. */
function appendVarint(into: number[], value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${value} is no whole number from 0.`);
  let rest = value;
  while (rest >= 128) {
    into.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  into.push(rest);
}

function varint(...values: readonly number[]): Encoded {
  const encoded: number[] = [];
  for (const value of values) appendVarint(encoded, value);
  return Uint8Array.from(encoded);
}

/** Fields one after the other: the content of a message. */
export function message(fields: readonly Encoded[]): Encoded {
  const joined = new Uint8Array(fields.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const field of fields) {
    joined.set(field, at);
    at += field.length;
  }
  return joined;
}

/** A field that is a whole number from 0 to 2^53 - 1. */
export const intField = (field: number, value: number): Encoded => varint(field * 8 + wireVarint, value);

/** A field of raw bytes, or of a message that has been put together. */
export const bytesField = (field: number, content: Encoded): Encoded =>
  message([varint(field * 8 + wireBytes, content.length), content]);

/** A field of text, as UTF-8. */
export const textField = (field: number, text: string): Encoded =>
  bytesField(field, new TextEncoder().encode(text));

/** A repeated field of whole numbers from 0, packed into one run of bytes. */
export function intsField(field: number, values: ArrayLike<number>): Encoded {
  const encoded: number[] = [];
  for (let i = 0; i < values.length; i++) appendVarint(encoded, values[i] as number);
  return bytesField(field, Uint8Array.from(encoded));
}
