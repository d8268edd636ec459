import { largestUpload } from "../largest-upload";

/** What a data set may have at most: a file that is sent, and the rows of any that is kept. */
export const datasetLimits = { uploadBytes: largestUpload, rows: 300_000 } as const;

/** Quantiles that a profile names for each feature. */
export const profileQuantiles = [0, 0.01, 0.25, 0.5, 0.75, 0.99, 1] as const;

/** Quantiles named of each class: none at the ends, which would be single rows' values. */
export const classQuantiles = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
