/** Values that examples name and nobody has: whoever tries an example puts their own in. */
export const exampleValues = {
  id: "0197a3f0-0000-7000-8000-000000000001",
  /** A version that may become champion, and the champion. */
  version: "rf-000000000000",
  champion: "rf-000000000001",
  sha256: "0".repeat(64),
  features: {
    area: 0.4,
    greyLevel: -0.3,
    gradientStrength: -0.35,
    noiseFluctuation: 1.5,
    contrast: 2.5,
    shapeDescriptor: 1.3,
  },
  /** `id,outcome` and a line for the id above. */
  outcomeFile: {
    name: "outcomes.csv",
    base64: "aWQsb3V0Y29tZQowMTk3YTNmMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDEsY2FsY2lmaWNhdGlvbgo=",
  },
} as const;
