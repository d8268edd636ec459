import {
  askDatasetSchema,
  datasetPageSchema,
  describeDatasetSchema,
  describedDatasetSchema,
  homeFilesSchema,
  listDatasetsSchema,
  storedDatasetSchema,
  takeHomeFileSchema,
  takenDatasetSchema,
  uploadDatasetSchema,
} from "../../../lib/dataset/stored-dataset";
import {
  datasetProfile,
  describeStoredDataset,
  listDatasets,
  removeDatasetContent,
  uploadDataset,
} from "../../services/datasets";
import { listHomeFiles, takeHomeFile } from "../../services/home-files";
import { procedure, router } from "../init";

export const datasetsRouter = router({
  list: procedure
    .input(listDatasetsSchema)
    .output(datasetPageSchema)
    .query(({ ctx, input }) => listDatasets(ctx.deps, input)),
  profile: procedure
    .input(askDatasetSchema)
    .output(describedDatasetSchema)
    .query(({ ctx, input }) => datasetProfile(ctx.deps, input)),
  upload: procedure
    .input(uploadDatasetSchema)
    .output(takenDatasetSchema)
    .mutation(({ ctx, input }) => uploadDataset(ctx.deps, { ...input, actor: ctx.actor })),
  homeFiles: procedure.output(homeFilesSchema).query(({ ctx }) => listHomeFiles(ctx.deps)),
  takeHomeFile: procedure
    .input(takeHomeFileSchema)
    .output(takenDatasetSchema)
    .mutation(({ ctx, input }) => takeHomeFile(ctx.deps, { ...input, actor: ctx.actor })),
  describe: procedure
    .input(describeDatasetSchema)
    .output(describedDatasetSchema)
    .mutation(({ ctx, input }) => describeStoredDataset(ctx.deps, { ...input, actor: ctx.actor })),
  removeContent: procedure
    .input(askDatasetSchema)
    .output(storedDatasetSchema)
    .mutation(({ ctx, input }) => removeDatasetContent(ctx.deps, { ...input, actor: ctx.actor })),
});
