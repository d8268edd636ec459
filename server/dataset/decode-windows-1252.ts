/** Of the bytes 0x80 to 0x9f; a blank is a byte that stands for nothing. All others are as in Latin-1. */
const ofHighControls = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
const highControls = /[\u0080-\u009f]/g;

/**
 * The text of a Windows-1252 file; `null` where it has a byte that stands for nothing. Node.js 20 decodes this encoding
 * as Latin-1, of which ’, œ and € are no letters.
 */
export function decodeWindows1252(bytes: Uint8Array): string | null {
  let isWhole = true;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString("latin1")
    .replace(highControls, (control) => {
      const letter = ofHighControls.charAt(control.charCodeAt(0) - 0x80);
      isWhole &&= letter !== " ";
      return letter;
    });
  return isWhole ? text : null;
}
