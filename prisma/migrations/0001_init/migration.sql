-- CreateEnum
CREATE TYPE "label" AS ENUM ('calcification', 'not_calcification');

-- CreateEnum
CREATE TYPE "outcome" AS ENUM ('calcification', 'not_calcification', 'undetermined');

-- CreateEnum
CREATE TYPE "source" AS ENUM ('form', 'api', 'seed');

-- CreateTable
CREATE TABLE "model_versions" (
    "version" TEXT NOT NULL,
    "card" JSONB NOT NULL,
    "reference" JSONB NOT NULL,
    "forest" BYTEA NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_versions_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "predictions" (
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "source" "source" NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "case_reference" TEXT,
    "area" DOUBLE PRECISION NOT NULL,
    "grey_level" DOUBLE PRECISION NOT NULL,
    "gradient_strength" DOUBLE PRECISION NOT NULL,
    "noise_fluctuation" DOUBLE PRECISION NOT NULL,
    "contrast" DOUBLE PRECISION NOT NULL,
    "shape_descriptor" DOUBLE PRECISION NOT NULL,
    "raw_score" DOUBLE PRECISION NOT NULL,
    "probability" DOUBLE PRECISION NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "operating_point" TEXT NOT NULL,
    "label" "label" NOT NULL,
    "model_version" TEXT NOT NULL,

    CONSTRAINT "predictions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outcomes" (
    "id" UUID NOT NULL,
    "prediction_id" UUID NOT NULL,
    "outcome" "outcome" NOT NULL,
    "note" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,

    CONSTRAINT "outcomes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "actor_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "prediction_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("actor_id","key")
);

-- CreateIndex
CREATE INDEX "predictions_created_at_id_idx" ON "predictions"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "predictions_case_reference_created_at_id_idx" ON "predictions"("case_reference", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "predictions_model_version_created_at_id_idx" ON "predictions"("model_version", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "outcomes_prediction_id_recorded_at_id_idx" ON "outcomes"("prediction_id", "recorded_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "predictions" ADD CONSTRAINT "predictions_model_version_fkey" FOREIGN KEY ("model_version") REFERENCES "model_versions"("version") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_prediction_id_fkey" FOREIGN KEY ("prediction_id") REFERENCES "predictions"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_prediction_id_fkey" FOREIGN KEY ("prediction_id") REFERENCES "predictions"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- From here on by hand: what Prisma's schema cannot say.

-- In Postgres NaN is greater than infinity, so the upper bound keeps both out.
ALTER TABLE "predictions"
  ADD CONSTRAINT "predictions_features_finite" CHECK (
    "area" > '-Infinity' AND "area" < 'Infinity'
    AND "grey_level" > '-Infinity' AND "grey_level" < 'Infinity'
    AND "gradient_strength" > '-Infinity' AND "gradient_strength" < 'Infinity'
    AND "noise_fluctuation" > '-Infinity' AND "noise_fluctuation" < 'Infinity'
    AND "contrast" > '-Infinity' AND "contrast" < 'Infinity'
    AND "shape_descriptor" > '-Infinity' AND "shape_descriptor" < 'Infinity'
  ),
  ADD CONSTRAINT "predictions_raw_score_range" CHECK ("raw_score" BETWEEN 0 AND 1),
  ADD CONSTRAINT "predictions_probability_range" CHECK ("probability" BETWEEN 0 AND 1),
  ADD CONSTRAINT "predictions_threshold_range" CHECK ("threshold" BETWEEN 0 AND 1),
  ADD CONSTRAINT "predictions_label_follows_threshold" CHECK (
    ("label" = 'calcification') = ("probability" >= "threshold")
  ),
  ADD CONSTRAINT "predictions_case_reference_length" CHECK (char_length("case_reference") BETWEEN 1 AND 64);

ALTER TABLE "outcomes"
  ADD CONSTRAINT "outcomes_note_length" CHECK (char_length("note") <= 2000);

ALTER TABLE "idempotency_keys"
  ADD CONSTRAINT "idempotency_keys_key_length" CHECK (char_length("key") BETWEEN 8 AND 128),
  ADD CONSTRAINT "idempotency_keys_body_hash_length" CHECK (octet_length("body_hash") = 32);

-- What was answered, and what it was answered with, stays as it was. `npm run db:reset` drops the tables whole.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are kept as they were written: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation', HINT = 'A correction is a new row.';
END
$$;

CREATE TRIGGER "model_versions_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "model_versions"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "predictions_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "predictions"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "outcomes_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "outcomes"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Also for a session that has switched ordinary triggers off (session_replication_role).
ALTER TABLE "model_versions" ENABLE ALWAYS TRIGGER "model_versions_append_only";
ALTER TABLE "predictions" ENABLE ALWAYS TRIGGER "predictions_append_only";
ALTER TABLE "outcomes" ENABLE ALWAYS TRIGGER "outcomes_append_only";
