import { buildIfStale } from "../server/scripts/build.mjs";
import { preparedHomeVariable } from "../server/testing/prepared-home";
import { removeHome, startApp } from "./app";

/**
 * Journeys run what people run: the production build, made anew when a source has changed. It is started once on an
 * empty home, which then every home and every Postgres of a test begins as a copy of.
 */
export async function setup(): Promise<() => Promise<void>> {
  await buildIfStale();
  const { home, stop } = await startApp();
  await stop();
  process.env[preparedHomeVariable] = home;
  return () => removeHome(home);
}
