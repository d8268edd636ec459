import { largestUpload } from "../largest-upload";

/** What a data set may have at most: a file that is sent, and the rows of any that is kept. */
export const datasetLimits = { uploadBytes: largestUpload, rows: 300_000 } as const;
