import { reloadOutdated } from "./app/_outdated/reload-outdated";
import { keepTextCurrent } from "./app/_translation/keep-text-current";
import { markData } from "./app/_translation/mark-data";

markData(document);
keepTextCurrent(document);
reloadOutdated();
