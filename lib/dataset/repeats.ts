import type { Vectors } from "./dataset";
import type { Conflicts, DatasetContents, Multiplicity } from "./dataset-profile";

const conflictsShown = 10;

/** How often a vector is found, in classes as a reader compares them. */
const timesFound: readonly (readonly [from: number, to: number | null])[] = [
  [1, 1],
  [2, 2],
  [3, 5],
  [6, 10],
  [11, 100],
  [101, null],
];

interface Group {
  readonly rows: number;
  readonly positives: number;
}

const groupsOf = ({ positives, negatives }: Vectors): Group[] =>
  Array.from(positives, (count, i) => ({ rows: count + (negatives[i] as number), positives: count }));

function sumOf(groups: readonly Group[], part: (group: Group) => number): number {
  let sum = 0;
  for (const group of groups) sum += part(group);
  return sum;
}

/** Vectors by how often they are found. */
export function multiplicities(vectors: Vectors): Multiplicity[] {
  const groups = groupsOf(vectors);
  return timesFound.map(([from, to]) => {
    const found = groups.filter(({ rows }) => rows >= from && rows <= (to ?? Number.POSITIVE_INFINITY));
    const rows = sumOf(found, (group) => group.rows);
    return { from, to, vectors: found.length, rows, positives: sumOf(found, (group) => group.positives) };
  });
}

/** The vectors found with either label, the most frequent first. */
export function conflictsOf(vectors: Vectors): Conflicts {
  const found = groupsOf(vectors).filter(({ rows, positives }) => positives > 0 && positives < rows);
  found.sort((a, b) => b.rows - a.rows || b.positives - a.positives);
  return {
    rows: sumOf(found, ({ rows }) => rows),
    positives: sumOf(found, ({ positives }) => positives),
    misjudged: sumOf(found, ({ rows, positives }) => Math.min(positives, rows - positives)),
    largest: found.slice(0, conflictsShown),
  };
}

/** The vector found most often, the first of several. */
export function mostFrequent(vectors: Vectors): DatasetContents["mostFrequent"] {
  let most: Group = { rows: 0, positives: 0 };
  for (const group of groupsOf(vectors)) if (group.rows > most.rows) most = group;
  return most;
}
