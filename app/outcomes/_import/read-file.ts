/** Bytes of a file whose base64 fits a request. */
export const fileBytesLimit = 11_000_000;

/** A file as it goes over the wire. */
export interface WireFile {
  readonly name: string;
  readonly base64: string;
}

/** Rejects where the browser cannot read the file, for example because it has been moved. */
export function readFile(file: File): Promise<WireFile> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => {
      const address = String(reader.result);
      resolve({ name: file.name.slice(-255), base64: address.slice(address.indexOf(",") + 1) });
    };
    reader.readAsDataURL(file);
  });
}
