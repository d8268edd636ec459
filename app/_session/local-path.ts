import { isPublicPage } from "./page-operations";

/** Any address will do: only that it stays the same is looked at. */
const base = "http://local.invalid";

/**
 * An address of this site as it came in from outside, or `null` where it leads, or may be read to lead, anywhere else.
 * Pages that nobody has to sign in for are no places to go back to.
 */
export function localPath(given: string | null): string | null {
  // A browser takes `\` for `/` and leaves control characters out.
  if (given === null || !/^\/(?!\/)[^\\\p{Cc}]*$/u.test(given)) return null;
  let address: URL;
  try {
    address = new URL(given, base);
  } catch {
    return null;
  }
  // `/.//elsewhere` becomes `//elsewhere` on the way.
  if (address.origin !== base || address.pathname.startsWith("//")) return null;
  return isPublicPage(address.pathname) ? null : address.pathname + address.search + address.hash;
}

export type SignInReason = "ended";

/** The sign-in page, told where to go back to and, where there is a reason to be there, which. */
export function signInAddress(back: string, reason?: SignInReason): string {
  const search = new URLSearchParams();
  const from = localPath(back);
  if (from !== null && from !== "/") search.set("from", from);
  if (reason !== undefined) search.set("why", reason);
  return search.size === 0 ? "/sign-in" : `/sign-in?${search}`;
}
