-- AlterTable
ALTER TABLE "model_versions" ADD COLUMN     "support" JSONB;

-- AlterTable
ALTER TABLE "predictions" ADD COLUMN     "explanation" JSONB;

-- From here on by hand: what Prisma's schema cannot say.
ALTER TABLE "predictions"
  ADD CONSTRAINT "predictions_explanation_object" CHECK (jsonb_typeof("explanation") = 'object');
