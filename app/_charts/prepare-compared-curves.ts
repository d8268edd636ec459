import { type Curve, thinned } from "./prepare-curves";

/** A place to the right with the height of the curve it belongs to; the other curve has none there. */
interface ComparedPoint {
  readonly x: number;
  readonly a: number | null;
  readonly b: number | null;
}

/** Two curves as one list for one drawing, rising to the right, each curve's points in their own order. */
export function prepareComparedCurves(a: Curve, b: Curve): readonly ComparedPoint[] {
  const points = [
    ...a.points.map(({ x, y }) => ({ x, a: y, b: null })),
    ...b.points.map(({ x, y }) => ({ x, a: null, b: y })),
  ];
  // Sorting keeps the order of points at the same place: both curves rise to the right as they come.
  return points.sort((one, other) => one.x - other.x);
}

/** Some points of both curves, for a table: which curve, and the point. */
export function tabledPoints(a: Curve, b: Curve, each: number) {
  return [
    ...thinned(a.points, each).map((point) => ({ curve: "A", ...point })),
    ...thinned(b.points, each).map((point) => ({ curve: "B", ...point })),
  ];
}
