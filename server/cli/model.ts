import { parseArgs } from "node:util";
import { howToRun } from "../how-to-run";
import { type ExportFormat, exportFormats, exportModel } from "../model-export/export-model";
import { readModelFiles } from "../services/model-files";
import { checkTarget, writeTogether } from "../write-together";

const usage = `${howToRun("model")} export --format ${exportFormats.join("|")} [--model data/model] [--out FILE]`;

const isFormat = (text: string): text is ExportFormat => exportFormats.some((format) => format === text);

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { format: { type: "string" }, model: { type: "string" }, out: { type: "string" } },
    allowPositionals: true,
  });
  if (positionals.join(" ") !== "export") throw new Error(`What to do is not clear. Accepted:\n${usage}`);
  const { format = "", model: folder = "data/model" } = values;
  if (!isFormat(format)) {
    throw new Error(`--format ${format} is not known. Accepted: ${exportFormats.join(", ")}.\n${usage}`);
  }
  const { model } = await readModelFiles(folder);
  const { content, fileName } = exportModel(model, format);
  const file = values.out ?? fileName;
  checkTarget(file);
  writeTogether(new Map([[file, content]]));
  const bytes = Buffer.byteLength(content);
  console.log(`${file}: model ${model.card.version} as ${format}, ${bytes.toLocaleString("en")} bytes.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
