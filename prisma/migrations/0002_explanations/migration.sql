-- AlterTable
ALTER TABLE "model_versions" ADD COLUMN     "support" JSONB;

-- AlterTable
ALTER TABLE "predictions" ADD COLUMN     "explanation" JSONB;
