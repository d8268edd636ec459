import { encodeFile } from "@/app/_components/encode-file";
import type { UploadedFile } from "@/lib/uploaded-file";

/** A file as it goes over the wire. Rejects where the browser cannot read it, for example because it has been moved. */
export async function readFile(file: File): Promise<UploadedFile> {
  return { name: file.name.slice(-255), base64: await encodeFile(file) };
}
