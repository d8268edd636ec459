/** Values that are listed elsewhere, or that nobody lists. */

/** Free text to 64 characters; how many there are is bounded by how often somebody promotes. */
export const version = { form: /^[^\p{Cc}\p{Cs}]{1,64}$/u, what: "versions this process has answered with" };
export const route = {
  form: /^[\w./[\]-]{1,64}$/,
  what: "pages and procedures, see `server/http/routes.ts`",
};
export const reason = { form: /^[a-z_]{1,40}$/, what: "problem codes, see `server/trpc/errors.ts`" };
export const word = { form: /^[\w.+-]{1,64}$/, what: "one value for each build" };
