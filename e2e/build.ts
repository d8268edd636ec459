import { buildIfStale } from "../server/scripts/build.mjs";

/** Journeys run what people run: the production build, made anew when a source has changed. */
export async function setup(): Promise<void> {
  await buildIfStale();
}
