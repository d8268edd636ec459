/** Bytes of a file that is sent: in base64 it then fits a request of 16 MB. */
export const largestUpload = 11 * 2 ** 20;
