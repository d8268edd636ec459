-- DropIndex
DROP INDEX "predictions_case_reference_created_at_id_idx";

-- AlterTable
ALTER TABLE "idempotency_keys" DROP COLUMN "body_hash";

-- AlterTable
ALTER TABLE "outcomes" ADD COLUMN     "note_erased_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "reviews" ADD COLUMN     "reason_erased_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "case_references" (
    "prediction_id" UUID NOT NULL,
    "predicted_at" TIMESTAMPTZ(3) NOT NULL,
    "hash" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "case_references_pkey" PRIMARY KEY ("prediction_id")
);

-- CreateTable
CREATE TABLE "unsealed_case_references" (
    "prediction_id" UUID NOT NULL,
    "predicted_at" TIMESTAMPTZ(3) NOT NULL,
    "reference" TEXT NOT NULL,

    CONSTRAINT "unsealed_case_references_pkey" PRIMARY KEY ("prediction_id")
);

-- CreateTable
CREATE TABLE "case_keys" (
    "id" BYTEA NOT NULL,
    "in_use_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_keys_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "case_references_hash_idx" ON "case_references"("hash");

-- CreateIndex
CREATE INDEX "case_references_predicted_at_idx" ON "case_references"("predicted_at");

-- CreateIndex
CREATE INDEX "idempotency_keys_prediction_id_idx" ON "idempotency_keys"("prediction_id");

-- AddForeignKey
ALTER TABLE "case_references" ADD CONSTRAINT "case_references_prediction_id_fkey" FOREIGN KEY ("prediction_id") REFERENCES "predictions"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- From here on by hand: what Prisma's schema cannot say.

-- SQL has no key to encrypt with: the next start does it, and empties this table.
INSERT INTO "unsealed_case_references" ("prediction_id", "predicted_at", "reference")
  SELECT "id", "created_at", "case_reference" FROM "predictions" WHERE "case_reference" IS NOT NULL;

-- AlterTable
ALTER TABLE "predictions" DROP COLUMN "case_reference";

-- A dropped column's values stay in the rows, and a hash of a reference can be guessed from: written anew without them.
CLUSTER "predictions" USING "predictions_pkey";
CLUSTER "idempotency_keys" USING "idempotency_keys_pkey";
ALTER TABLE "predictions" SET WITHOUT CLUSTER;
ALTER TABLE "idempotency_keys" SET WITHOUT CLUSTER;

ALTER TABLE "case_references"
  ADD CONSTRAINT "case_references_hash_length" CHECK (octet_length("hash") = 32),
  -- 37 bytes around a text of 1 to 64 characters.
  ADD CONSTRAINT "case_references_sealed_length" CHECK (octet_length("sealed") BETWEEN 38 AND 293);
ALTER TABLE "case_keys"
  ADD CONSTRAINT "case_keys_id_length" CHECK (octet_length("id") = 8);

-- What is written of a case in words can be erased, once, and nothing else of its row with it.
ALTER TABLE "outcomes"
  ADD CONSTRAINT "outcomes_erased_note" CHECK ("note_erased_at" IS NULL OR "note" IS NULL);
ALTER TABLE "reviews"
  DROP CONSTRAINT "reviews_dismissal_has_reason",
  ADD CONSTRAINT "reviews_dismissal_has_reason" CHECK (
    "verdict" <> 'dismissed' OR "reason" IS NOT NULL OR "reason_erased_at" IS NOT NULL
  ),
  ADD CONSTRAINT "reviews_erased_reason" CHECK ("reason_erased_at" IS NULL OR "reason" IS NULL);

-- Those that are left to erase, by age.
CREATE INDEX "outcomes_note_idx" ON "outcomes" ("recorded_at") WHERE "note" IS NOT NULL;
CREATE INDEX "reviews_reason_idx" ON "reviews" ("reviewed_at") WHERE "reason" IS NOT NULL;

DROP TRIGGER "outcomes_append_only" ON "outcomes";
CREATE TRIGGER "outcomes_append_only" BEFORE DELETE OR TRUNCATE ON "outcomes"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "outcomes_only_erased" BEFORE UPDATE ON "outcomes" FOR EACH ROW WHEN (
  OLD."note" IS NULL OR NEW."note_erased_at" IS NULL
  OR to_jsonb(NEW) - 'note' - 'note_erased_at' <> to_jsonb(OLD) - 'note' - 'note_erased_at'
) EXECUTE FUNCTION "refuse_change"();
DROP TRIGGER "reviews_append_only" ON "reviews";
CREATE TRIGGER "reviews_append_only" BEFORE DELETE OR TRUNCATE ON "reviews"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "reviews_only_erased" BEFORE UPDATE ON "reviews" FOR EACH ROW WHEN (
  OLD."reason" IS NULL OR NEW."reason_erased_at" IS NULL
  OR to_jsonb(NEW) - 'reason' - 'reason_erased_at' <> to_jsonb(OLD) - 'reason' - 'reason_erased_at'
) EXECUTE FUNCTION "refuse_change"();
ALTER TABLE "outcomes" ENABLE ALWAYS TRIGGER "outcomes_append_only";
ALTER TABLE "outcomes" ENABLE ALWAYS TRIGGER "outcomes_only_erased";
ALTER TABLE "reviews" ENABLE ALWAYS TRIGGER "reviews_append_only";
ALTER TABLE "reviews" ENABLE ALWAYS TRIGGER "reviews_only_erased";
