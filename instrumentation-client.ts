import { reloadOutdated } from "./app/_outdated/reload-outdated";
import { keepTextCurrent } from "./app/_translation/keep-text-current";
import { markData } from "./app/_translation/mark-data";

/**
 * Tells zod not to try whether it may compile its schemas: the policy refuses that, and every try would be told of as
 * a breach. Zod tries while its module is being read; Next runs this file before, on its pages of errors too.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

markData(document);
keepTextCurrent(document);
reloadOutdated();
