import { describe, expect, test } from "vitest";
import { calibrate, checkCalibration, interval } from "./calibration";

const points = {
  method: "by hand",
  rawScore: [0.1, 0.5, 0.9],
  probability: [0, 0.2, 1],
  band: null,
  compared: [],
};
const band = { low: [0, 0.1, 0.7], high: [0.1, 0.4, 1] };

describe("calibrate", () => {
  test.each([
    [0, 0],
    [0.1, 0],
    [0.3, 0.1],
    [0.5, 0.2],
    [0.7, 0.6],
    [0.9, 1],
    [1, 1],
  ])("maps the score %d to %d, flat beyond the ends", (score, probability) => {
    expect(calibrate(points, score)).toBeCloseTo(probability, 12);
  });

  test("a single point answers for every score", () => {
    expect(calibrate({ rawScore: [0.5], probability: [0.25] }, 0.9)).toBe(0.25);
  });
});

describe("interval", () => {
  test.each([
    [0, 0, 0.1],
    [0.3, 0.05, 0.25],
    [0.5, 0.1, 0.4],
    [0.8, 0.55, 0.85],
    [1, 0.7, 1],
  ])("of the score %d is [%d, %d], flat beyond the ends", (score, low, high) => {
    const around = interval({ ...points, band }, score);
    expect(around?.low).toBeCloseTo(low, 12);
    expect(around?.high).toBeCloseTo(high, 12);
  });

  test("a calibration without a band has none", () => {
    expect(interval(points, 0.3)).toBeNull();
  });
});

describe("checkCalibration", () => {
  test.each([
    ["falling probabilities", { ...points, probability: [0, 0.5, 0.4] }, /points must rise/],
    ["a repeated score", { ...points, rawScore: [0.1, 0.1, 0.9] }, /points must rise/],
    ["lists of unequal length", { ...points, probability: [0, 1] }, /points must rise/],
    [
      "a band with an end too few",
      { ...points, band: { ...band, low: [0, 0.1] } },
      /2 lower .* for 3 points/,
    ],
    ["a falling upper end", { ...points, band: { ...band, high: [0.5, 0.4, 1] } }, /end must rise/],
    ["a falling lower end", { ...points, band: { ...band, low: [0, 0.2, 0.1] } }, /end must rise/],
    [
      "a band above its map",
      { ...points, band: { ...band, low: [0, 0.3, 0.7] } },
      /score 0\.5 the probability 0\.2 is not between its ends 0\.3 and 0\.4/,
    ],
    [
      "a band below its map",
      { ...points, band: { ...band, high: [0.1, 0.4, 0.9] } },
      /score 0\.9 the probability 1 is not between/,
    ],
  ])("refuses %s", (_, calibration, words) => {
    expect(() => checkCalibration(calibration)).toThrow(words);
  });

  test("takes a map with and without a band", () => {
    expect(() => checkCalibration(points)).not.toThrow();
    expect(() => checkCalibration({ ...points, band })).not.toThrow();
  });
});
