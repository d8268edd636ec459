/** A version as the list gives it; `names` where some point at it. */
export interface ListedVersion {
  readonly version: string;
  readonly registeredAt: string;
  readonly names?: readonly string[];
}

interface VersionGroups {
  readonly named: readonly ListedVersion[];
  readonly others: readonly ListedVersion[];
}

/** The versions with a name and the rest, each in the order of the list. */
export function versionGroups(versions: readonly ListedVersion[]): VersionGroups {
  const isNamed = ({ names }: ListedVersion) => names !== undefined && names.length > 0;
  return { named: versions.filter(isNamed), others: versions.filter((one) => !isNamed(one)) };
}

export interface Pair {
  readonly a: string | null;
  readonly b: string | null;
}

/**
 * What to compare where the address leaves it open: the version in use with the challenger, and where none is named
 * with the newest other one.
 */
export function completePair(
  asked: Pair,
  { current, versions }: { readonly current: string | null; readonly versions: readonly ListedVersion[] },
): Pair {
  const a = asked.a ?? (asked.b === current ? null : current);
  if (asked.b !== null) return { a: a ?? firstOther(asked.b), b: asked.b };
  const challenger = versions.find(({ version, names }) => version !== a && names?.includes("challenger"));
  return { a, b: challenger?.version ?? firstOther(a) };

  function firstOther(than: string | null): string | null {
    return versions.find(({ version }) => version !== than)?.version ?? null;
  }
}
