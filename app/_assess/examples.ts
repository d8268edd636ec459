import type { Features } from "@/lib/features";

/** The version whose answers the names of the examples are true of. */
export const examplesNamedFor = "rf-9611d0c616d6";

/** Synthetic regions to try the form with; none is a row of the published file. */
export const examples = [
  {
    key: "calcification",
    values: {
      area: 0.41,
      greyLevel: -0.28,
      gradientStrength: -0.36,
      noiseFluctuation: 1.52,
      contrast: 3.1,
      shapeDescriptor: 1.28,
    },
  },
  {
    key: "background",
    values: {
      area: -0.21,
      greyLevel: -0.35,
      gradientStrength: -0.3,
      noiseFluctuation: -0.85955255,
      contrast: -0.37786573,
      shapeDescriptor: -0.94572324,
    },
  },
  {
    key: "borderline",
    values: {
      area: 0.35,
      greyLevel: -0.29,
      gradientStrength: -0.34,
      noiseFluctuation: 1.48,
      contrast: 2.89,
      shapeDescriptor: 1.2,
    },
  },
] as const satisfies readonly { key: string; values: Features }[];

export type Example = (typeof examples)[number];
