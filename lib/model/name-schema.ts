import { z } from "zod";
import { modelNameForm } from "./names";

export const modelNameSchema = z.stringFormat("modelName", modelNameForm);
