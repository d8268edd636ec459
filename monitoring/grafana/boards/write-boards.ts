import { writeFileSync } from "node:fs";
import { boardFiles, boardText } from "./board-files";

for (const [file, board] of Object.entries(boardFiles)) writeFileSync(file, boardText(board));
