import type { LineFault } from "../../lib/dataset/dataset-error";
import type { DatasetProfile } from "../../lib/dataset/dataset-profile";
import type { DatasetFile } from "./dataset-file";
import type { EncodingFault } from "./decode-text";

/** What the thread that reads files is given. */
export interface DescribeTask {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly rowLimit: number;
}

/** A file that was read, and all that the explorer shows of it. */
export interface DescribedFile {
  readonly file: DatasetFile;
  readonly profile: DatasetProfile;
}

/** What the thread answers; an error's class would not survive the way back. */
export type DescribeAnswer =
  | ({ readonly kind: "described" } & DescribedFile)
  | { readonly kind: "faults"; readonly faults: readonly LineFault[]; readonly found: number }
  | { readonly kind: "encoding"; readonly fault: EncodingFault }
  | { readonly kind: "too_many_rows" };
