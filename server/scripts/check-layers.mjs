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

// A browser that loads zod is asked to evaluate text, which the pages' policy refuses. A page.tsx runs on the server.
const needed = new Map(
  output.modules.map(({ source, dependencies }) => [
    source,
    dependencies
      .filter(({ dependencyTypes }) => !dependencyTypes.includes("type-only"))
      .map(({ resolved }) => resolved),
  ]),
);

function wayToZod(source, met = new Set()) {
  met.add(source);
  for (const next of needed.get(source) ?? []) {
    if (/\bzod\b/.test(next)) return [source, next];
    const way = met.has(next) ? null : wayToZod(next, met);
    if (way !== null) return [source, ...way];
  }
  return null;
}

const ways = [...needed.keys()]
  .filter((source) => source.startsWith("app/") && !/(^|\/)page\.tsx$|\.test\.tsx?$/.test(source))
  .map((source) => wayToZod(source))
  .filter((way) => way !== null);
for (const way of ways) console.error(`no-zod-in-the-browser: ${way.join(" → ")}`);

const seen = (folder) => output.modules.filter(({ source }) => source.startsWith(`${folder}/`)).length;
const arrows = output.modules.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
const empty = ["app", "lib", "server"].filter((folder) => seen(folder) === 0);
if (empty.length > 0 || arrows === 0)
  console.error(`The cruiser saw no module or no import in: ${empty.join(", ")}`);

console.log(
  `${output.modules.length} modules, ${arrows} imports, ${output.summary.violations.length + ways.length} violations.`,
);
const failed = output.summary.error > 0 || ways.length > 0;
process.exitCode = failed || empty.length > 0 || arrows === 0 ? 1 : 0;
