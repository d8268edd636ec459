import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

/** Made when it is first needed: some 50,000 passwords, 8 MB. */
let estimator: ZxcvbnFactory | null = null;

function theEstimator(): ZxcvbnFactory {
  const passwords = dictionary["passwords-common"];
  estimator ??= new ZxcvbnFactory({ dictionary: { passwords }, graphs: adjacencyGraphs });
  return estimator;
}

/** Somebody who knows whose it is finds a password in so many tries at least. */
const leastGuesses = 1e9;
/** Characters that are looked at: a long text takes a tenth of a second, and is not guessed. */
const lookedAt = 48;

interface Owner {
  readonly name: string;
  readonly email: string;
}

/** What of a password anybody knows, or can look up. */
function wordsAbout({ name, email }: Owner): string[] {
  const [local = "", host = ""] = email.split("@", 2);
  const parts = [name, local, host].flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  return ["microcalc", email, name.toLowerCase(), local, ...parts].filter((word) => word.length > 2);
}

/**
 * Whether a password is among the first that somebody would try: one of the commonest, a pattern on the keyboard, a
 * date, a word over and over, or mostly the name of its owner or of this product.
 */
export function isGuessable(password: string, owner: Owner): boolean {
  const { guesses } = theEstimator().check(password.slice(0, lookedAt), wordsAbout(owner));
  return guesses < leastGuesses;
}
