-- CreateEnum
CREATE TYPE "opinion" AS ENUM ('calcification', 'not_calcification', 'unsure');

-- CreateEnum
CREATE TYPE "move_kind" AS ENUM ('shipped', 'promote', 'roll_back', 'assign', 'clear');

-- CreateEnum
CREATE TYPE "review_verdict" AS ENUM ('agreed', 'dismissed');

-- CreateEnum
CREATE TYPE "training_status" AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "dataset_origin" AS ENUM ('model', 'home', 'upload', 'outcomes');

-- AlterTable
ALTER TABLE "model_versions" ADD COLUMN     "held_out" JSONB,
ADD COLUMN     "registered_by_id" TEXT NOT NULL DEFAULT 'installation',
ADD COLUMN     "registered_by_name" TEXT NOT NULL DEFAULT 'Installation',
ADD COLUMN     "training_run_id" UUID;

-- AlterTable
ALTER TABLE "outcomes" ADD COLUMN     "observed_on" DATE;

-- AlterTable
ALTER TABLE "predictions" ADD COLUMN     "first_opinion" "opinion";

-- CreateTable
CREATE TABLE "model_moves" (
    "name" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" "move_kind" NOT NULL DEFAULT 'assign',
    "from_version" TEXT,
    "to_version" TEXT,
    "reason" TEXT NOT NULL,
    "gate" JSONB,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,

    CONSTRAINT "model_moves_pkey" PRIMARY KEY ("name","sequence")
);

-- CreateTable
CREATE TABLE "shadow_scores" (
    "model_version" TEXT NOT NULL,
    "prediction_id" UUID NOT NULL,
    "raw_score" DOUBLE PRECISION NOT NULL,
    "probability" DOUBLE PRECISION NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "label" "label" NOT NULL,
    "scored_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shadow_scores_pkey" PRIMARY KEY ("model_version","prediction_id")
);

-- CreateTable
CREATE TABLE "reviews" (
    "id" UUID NOT NULL,
    "prediction_id" UUID NOT NULL,
    "verdict" "review_verdict" NOT NULL,
    "reason" TEXT,
    "reviewed_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,

    CONSTRAINT "reviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "datasets" (
    "sha256" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "origin" "dataset_origin" NOT NULL,
    "rows" INTEGER NOT NULL,
    "positives" INTEGER NOT NULL,
    "profile" JSONB NOT NULL,
    "content" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,

    CONSTRAINT "datasets_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "training_runs" (
    "id" UUID NOT NULL,
    "status" "training_status" NOT NULL DEFAULT 'queued',
    "request" JSONB NOT NULL,
    "dataset_sha256" TEXT NOT NULL,
    "dataset_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "heartbeat_at" TIMESTAMPTZ(3),
    "cancel_requested_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "result_version" TEXT,
    "failure" TEXT,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,

    CONSTRAINT "training_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "training_events" (
    "run_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "event" JSONB NOT NULL,

    CONSTRAINT "training_events_pkey" PRIMARY KEY ("run_id","sequence")
);

-- CreateTable
CREATE TABLE "rollup_days" (
    "day" DATE NOT NULL,
    "rolled_at" TIMESTAMPTZ(3),
    "newest_prediction_at" TIMESTAMPTZ(3),
    "stale" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "rollup_days_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "daily_metrics" (
    "day" DATE NOT NULL,
    "model_version" TEXT NOT NULL,
    "predictions" INTEGER NOT NULL,
    "called_positive" INTEGER NOT NULL,
    "probability_counts" INTEGER[],
    "inside" INTEGER NOT NULL,
    "borderline" INTEGER NOT NULL,
    "outside" INTEGER NOT NULL,
    "true_positives" INTEGER NOT NULL,
    "false_positives" INTEGER NOT NULL,
    "true_negatives" INTEGER NOT NULL,
    "false_negatives" INTEGER NOT NULL,
    "undetermined" INTEGER NOT NULL,
    "waiting" INTEGER NOT NULL,
    "expected_true_positives" DOUBLE PRECISION NOT NULL,
    "expected_true_negatives" DOUBLE PRECISION NOT NULL,
    "variance_called" DOUBLE PRECISION NOT NULL,
    "variance_not_called" DOUBLE PRECISION NOT NULL,
    "first_opinions" INTEGER NOT NULL,
    "first_opinions_agreeing" INTEGER NOT NULL,
    "first_opinions_unsure" INTEGER NOT NULL DEFAULT 0,
    "opinion_only_calcification" INTEGER NOT NULL DEFAULT 0,
    "agreed" INTEGER NOT NULL,
    "dismissed" INTEGER NOT NULL,
    "minds_changed" INTEGER NOT NULL,

    CONSTRAINT "daily_metrics_pkey" PRIMARY KEY ("day","model_version")
);

-- CreateTable
CREATE TABLE "daily_inputs" (
    "day" DATE NOT NULL,
    "reference_sha256" TEXT NOT NULL,
    "feature" TEXT NOT NULL,
    "counts" INTEGER[],

    CONSTRAINT "daily_inputs_pkey" PRIMARY KEY ("day","reference_sha256","feature")
);

-- CreateIndex
CREATE INDEX "model_moves_moved_at_idx" ON "model_moves"("moved_at" DESC);

-- CreateIndex
CREATE INDEX "reviews_prediction_id_reviewed_at_id_idx" ON "reviews"("prediction_id", "reviewed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "datasets_created_at_sha256_idx" ON "datasets"("created_at" DESC, "sha256" DESC);

-- CreateIndex
CREATE INDEX "training_runs_created_at_id_idx" ON "training_runs"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "predictions_probability_id_idx" ON "predictions"("probability" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "model_versions" ADD CONSTRAINT "model_versions_training_run_id_fkey" FOREIGN KEY ("training_run_id") REFERENCES "training_runs"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "model_moves" ADD CONSTRAINT "model_moves_from_version_fkey" FOREIGN KEY ("from_version") REFERENCES "model_versions"("version") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "model_moves" ADD CONSTRAINT "model_moves_to_version_fkey" FOREIGN KEY ("to_version") REFERENCES "model_versions"("version") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "shadow_scores" ADD CONSTRAINT "shadow_scores_model_version_fkey" FOREIGN KEY ("model_version") REFERENCES "model_versions"("version") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "shadow_scores" ADD CONSTRAINT "shadow_scores_prediction_id_fkey" FOREIGN KEY ("prediction_id") REFERENCES "predictions"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_prediction_id_fkey" FOREIGN KEY ("prediction_id") REFERENCES "predictions"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "training_events" ADD CONSTRAINT "training_events_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "training_runs"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- From here on by hand: what Prisma's schema cannot say.

-- Where a clinician's own reading and the answer differ: what a second look is for. Empty unless opinions are asked.
CREATE INDEX "predictions_disagreement_idx" ON "predictions" ("created_at" DESC, "id" DESC)
  WHERE ("first_opinion" = 'calcification' AND "label" = 'not_calcification')
     OR ("first_opinion" = 'not_calcification' AND "label" = 'calcification');

ALTER TABLE "model_moves"
  ADD CONSTRAINT "model_moves_name" CHECK ("name" ~ '^[a-z][a-z0-9_-]{0,31}$'),
  ADD CONSTRAINT "model_moves_sequence" CHECK ("sequence" >= 1),
  ADD CONSTRAINT "model_moves_reason_length" CHECK (char_length("reason") BETWEEN 1 AND 2000),
  ADD CONSTRAINT "model_moves_moves" CHECK ("from_version" IS DISTINCT FROM "to_version"),
  ADD CONSTRAINT "model_moves_champion_stays" CHECK ("name" <> 'champion' OR "to_version" IS NOT NULL);

ALTER TABLE "shadow_scores"
  ADD CONSTRAINT "shadow_scores_raw_score_range" CHECK ("raw_score" BETWEEN 0 AND 1),
  ADD CONSTRAINT "shadow_scores_probability_range" CHECK ("probability" BETWEEN 0 AND 1),
  ADD CONSTRAINT "shadow_scores_threshold_range" CHECK ("threshold" BETWEEN 0 AND 1),
  ADD CONSTRAINT "shadow_scores_label_follows_threshold" CHECK (
    ("label" = 'calcification') = ("probability" >= "threshold")
  );

ALTER TABLE "reviews"
  ADD CONSTRAINT "reviews_reason_length" CHECK (char_length("reason") BETWEEN 1 AND 2000),
  ADD CONSTRAINT "reviews_dismissal_has_reason" CHECK ("verdict" <> 'dismissed' OR "reason" IS NOT NULL);

ALTER TABLE "datasets"
  ADD CONSTRAINT "datasets_sha256" CHECK ("sha256" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "datasets_name_length" CHECK (char_length("name") BETWEEN 1 AND 255),
  ADD CONSTRAINT "datasets_counts" CHECK ("rows" >= 1 AND "positives" BETWEEN 0 AND "rows");

ALTER TABLE "training_runs"
  ADD CONSTRAINT "training_runs_result" CHECK (("status" = 'succeeded') = ("result_version" IS NOT NULL)),
  ADD CONSTRAINT "training_runs_failure" CHECK (("status" = 'failed') = ("failure" IS NOT NULL)),
  ADD CONSTRAINT "training_runs_ended" CHECK (("status" IN ('succeeded', 'failed', 'cancelled')) = ("ended_at" IS NOT NULL));

ALTER TABLE "daily_metrics"
  ADD CONSTRAINT "daily_metrics_adds_up" CHECK (
    "true_positives" + "false_positives" + "true_negatives" + "false_negatives" + "undetermined" + "waiting"
      = "predictions"
  );

CREATE TRIGGER "model_moves_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "model_moves"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "reviews_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "reviews"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "training_events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "training_events"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
ALTER TABLE "model_moves" ENABLE ALWAYS TRIGGER "model_moves_append_only";
ALTER TABLE "reviews" ENABLE ALWAYS TRIGGER "reviews_append_only";
ALTER TABLE "training_events" ENABLE ALWAYS TRIGGER "training_events_append_only";
