import { describe, expect, it } from "vitest";
import { prepareComparedCurves, tabledPoints } from "./prepare-compared-curves";

const curve = (...points: [x: number, y: number][]) => ({
  points: points.map(([x, y]) => ({ x, y, threshold: null })),
  chance: null,
});
const a = curve([0, 0], [0, 0.5], [0.2, 0.5], [1, 1]);
const b = curve([0, 0], [0.1, 0.7], [0.2, 0.8], [1, 1]);

describe("prepareComparedCurves", () => {
  it("gives each curve back whole and in its order, whatever the other one does between its points", () => {
    const points = prepareComparedCurves(a, b);
    const of = (key: "a" | "b") =>
      points.flatMap((point) => (point[key] === null ? [] : [[point.x, point[key]]]));
    expect(of("a")).toEqual(a.points.map(({ x, y }) => [x, y]));
    expect(of("b")).toEqual(b.points.map(({ x, y }) => [x, y]));
  });

  it("rises to the right", () => {
    const places = prepareComparedCurves(a, b).map(({ x }) => x);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });
});

describe("tabledPoints", () => {
  it("names the curve of every point and keeps both ends of both", () => {
    const rows = tabledPoints(a, b, 2);
    expect(rows.map(({ curve: name, x }) => [name, x])).toEqual([
      ["A", 0],
      ["A", 1],
      ["B", 0],
      ["B", 1],
    ]);
  });
});
