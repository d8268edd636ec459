import { z } from "zod";
import { longestModelVersion, modelVersionForm } from "./version-form";

/** Names a model, 1 to 64 characters; what Postgres cannot hold as text is refused. */
export const modelVersionSchema = z.string().min(1).max(longestModelVersion).regex(modelVersionForm);
