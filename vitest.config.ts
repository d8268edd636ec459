import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const everywhere = ["**/node_modules/**", "**/dist/**", "**/.next/**", "**/.microcalc*/**"];

/** Begun last, one of these would keep one worker busy while the others have nothing left. */
const long = [
  "monitoring/image.int.test.ts",
  "e2e/model-life.test.ts",
  "e2e/accessibility.test.ts",
  "e2e/keeper.test.ts",
  "e2e/training.test.ts",
  "e2e/sign-in.test.ts",
  "server/db/embedded.int.test.ts",
  "server/db/held-lock.int.test.ts",
  "server/jobs/training.int.test.ts",
];
const isLong = ({ moduleId }: TestSpecification) => long.some((file) => moduleId.endsWith(file));

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    restoreMocks: true,
    // One more than the smallest machine has processors: many tests wait, for a database, a browser, a time-out.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...everywhere, "**/*.int.test.ts", "e2e/**"],
          // Pure functions leave nothing behind: modules are read once for all files of a worker.
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: "int",
          include: ["**/*.int.test.ts"],
          exclude: everywhere,
          globalSetup: ["./server/testing/postgres-global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          exclude: everywhere,
          globalSetup: ["./e2e/build.ts"],
          // A browser and a server to each keep a processor busy.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
