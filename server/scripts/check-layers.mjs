// Holds the arrows of .dependency-cruiser.cjs, and that the cruiser saw the code: it passes on an empty graph.
import { cruise } from "dependency-cruiser";
import extractConfig from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

const folders = ["app", "lib", "server", "prisma"];
const options = await extractConfig("./.dependency-cruiser.cjs");
const { output } = await cruise(folders, options, null, { tsConfig: extractTSConfig("tsconfig.json") });

for (const { rule, from, to } of output.summary.violations) {
  console.error(`${rule.name}: ${from} → ${to}`);
}

const seen = (folder) => output.modules.filter(({ source }) => source.startsWith(`${folder}/`)).length;
const arrows = output.modules.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
const empty = ["app", "lib", "server"].filter((folder) => seen(folder) === 0);
if (empty.length > 0 || arrows === 0)
  console.error(`The cruiser saw no module or no import in: ${empty.join(", ")}`);

console.log(
  `${output.modules.length} modules, ${arrows} imports, ${output.summary.violations.length} violations.`,
);
process.exitCode = output.summary.error > 0 || empty.length > 0 || arrows === 0 ? 1 : 0;
