/** A file's bytes in base64. Rejects where it cannot be read, as a folder or one that has gone away since. */
export function encodeFile(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error("The file cannot be read."));
    reader.onload = () => {
      const text = String(reader.result);
      // An empty file gives an address without the comma that the bytes come after.
      resolve(text.includes(",") ? text.slice(text.indexOf(",") + 1) : "");
    };
    reader.readAsDataURL(file);
  });
}
