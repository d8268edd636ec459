/** A refusal: status, and a sentence for whoever reads the answer. */
export type Refusal = readonly [status: number, message: string, retryAfterSeconds?: number];

/** Names of procedures, operations and records, one after the other: nothing that anybody could read in two ways. */
const apiAddress = /^\/api(?:\/[\w.~,@:-]+)+\/?$/;

const dotSegment = /\/\.{1,2}(?:\/|$)/;

/** What means one address to one reader and another to the next: backslashes, doubled slashes, escapes of escapes. */
const ambiguous = /[\\\p{Cc}]|\/\/|%[\da-f]{2}/iu;

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

/**
 * Why an address is answered by nobody, or `null`. Each part of the server reads addresses in its own way, with
 * escapes, doubled slashes or dots taken out: only such go on as all of them read alike.
 */
export function addressFaultOf(pathname: string): Refusal | null {
  const text = decoded(pathname);
  if (!/^\/[!-~]*$/.test(pathname) || text === null) return [400, "The address is malformed."];
  if (pathname.startsWith("/api/")) {
    if (pathname.includes("%")) return [400, "Addresses of the API are written without escapes."];
    return apiAddress.test(pathname) && !dotSegment.test(pathname) ? null : [404, "Not found."];
  }
  const isApi = /^\/api(?:[^\w-]|$)/i.test(text);
  const isOptimiser = /^\/_next\/image/i.test(text);
  const isOdd = ambiguous.test(text) || dotSegment.test(text);
  return isApi || isOptimiser || isOdd ? [404, "Not found."] : null;
}
