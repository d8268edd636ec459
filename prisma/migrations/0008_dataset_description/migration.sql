-- AlterTable
ALTER TABLE "datasets" ADD COLUMN     "description" JSONB;
