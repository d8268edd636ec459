import { championName, modelNameForm } from "../../../lib/model/names";

/** What keeps a version from being given a name, as a message's key; `null` where nothing does. */
export function nameFault(
  name: string,
  { holds, version }: { holds: string | null; version: string },
): "nameRefused" | "nameChampion" | "nameHere" | null {
  if (!modelNameForm.test(name)) return "nameRefused";
  if (name === championName) return "nameChampion";
  return holds === version ? "nameHere" : null;
}
