import { rename, rm, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type ExportFormat, exportFormats, exportModel } from "../model-export/export-model";
import { readModelFiles } from "../services/model-files";

const usage = `npm run model -- export --format ${exportFormats.join("|")} [--model data/model] [--out FILE]`;

const isFormat = (text: string): text is ExportFormat => exportFormats.some((format) => format === text);

/** Under another name first: no reader ever finds half a file. */
async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
  const unfinished = `${file}.${process.pid}.new`;
  try {
    await writeFile(unfinished, content);
    await rename(unfinished, file);
  } catch (cause) {
    await rm(unfinished, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${file} cannot be written: ${reason}`, { cause });
  }
}

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
  await writeWhole(file, content);
  const bytes = Buffer.byteLength(content);
  console.log(`${file}: model ${model.card.version} as ${format}, ${bytes.toLocaleString("en")} bytes.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
