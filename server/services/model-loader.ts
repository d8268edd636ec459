import type { Db } from "../db/client";
import { loadModel } from "./model-store";
import type { ServedModel } from "./models";
import type { ServedModels } from "./served-models";

/** A version ready to score; throws as {@link loadModel} does. */
export type ModelLoader = (version: string) => Promise<ServedModel>;

/** A version takes tens of megabytes; two are what a comparison needs. */
const kept = 2;

/**
 * Loads versions other than the champion and keeps the last two that were asked for. Who asks while a version is
 * being read waits for the same reading; one that failed is read again.
 */
export function createModelLoader(db: Db, models: ServedModels): ModelLoader {
  /** The one asked for last comes last. */
  const held = new Map<string, Promise<ServedModel>>();

  return (version) => {
    const champion = models.champion();
    if (champion.card.version === version) return Promise.resolve(champion);
    const known = held.get(version);
    held.delete(version);
    const loading = known ?? loadModel(db, version);
    held.set(version, loading);
    if (known === undefined) {
      loading.catch(() => {
        if (held.get(version) === loading) held.delete(version);
      });
    }
    for (const oldest of held.keys()) {
      if (held.size <= kept) break;
      held.delete(oldest);
    }
    return loading;
  };
}
