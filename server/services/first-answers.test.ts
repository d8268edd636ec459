import { expect, test } from "vitest";
import { DatabaseUnavailableError } from "./errors";
import { sameAnswer } from "./first-answers";

test("an answer that is gone since its key was found is told as others at work on it", () => {
  const features = {
    ...{ area: 0, greyLevel: 0, gradientStrength: 0 },
    ...{ noiseFluctuation: 0, contrast: 0, shapeDescriptor: 0 },
  };
  const again = () => sameAnswer(undefined, { features });
  expect(again).toThrow(
    expect.objectContaining({ name: DatabaseUnavailableError.name, reason: "contended" }),
  );
});
