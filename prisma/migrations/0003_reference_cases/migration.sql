-- CreateTable
CREATE TABLE "reference_sets" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "rows_sha256" BYTEA NOT NULL,
    "rows" INTEGER NOT NULL,
    "positives" INTEGER NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reference_sets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reference_cases" (
    "set_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "area" DOUBLE PRECISION NOT NULL,
    "grey_level" DOUBLE PRECISION NOT NULL,
    "gradient_strength" DOUBLE PRECISION NOT NULL,
    "noise_fluctuation" DOUBLE PRECISION NOT NULL,
    "contrast" DOUBLE PRECISION NOT NULL,
    "shape_descriptor" DOUBLE PRECISION NOT NULL,
    "positives" INTEGER NOT NULL,
    "negatives" INTEGER NOT NULL,

    CONSTRAINT "reference_cases_pkey" PRIMARY KEY ("set_id","position")
);

-- AddForeignKey
ALTER TABLE "reference_cases" ADD CONSTRAINT "reference_cases_set_id_fkey" FOREIGN KEY ("set_id") REFERENCES "reference_sets"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- From here on by hand: what Prisma's schema cannot say.

-- What is compared with is one set, never two at once: a second row would have the first one's key here.
CREATE UNIQUE INDEX "reference_sets_one" ON "reference_sets" ((true));

ALTER TABLE "reference_sets"
  ADD CONSTRAINT "reference_sets_name_length" CHECK (char_length("name") BETWEEN 1 AND 255),
  ADD CONSTRAINT "reference_sets_rows_sha256_length" CHECK (octet_length("rows_sha256") = 32),
  ADD CONSTRAINT "reference_sets_counts" CHECK ("rows" >= 1 AND "positives" BETWEEN 0 AND "rows");

-- In Postgres NaN is greater than infinity, so the upper bound keeps both out.
ALTER TABLE "reference_cases"
  ADD CONSTRAINT "reference_cases_features_finite" CHECK (
    "area" > '-Infinity' AND "area" < 'Infinity'
    AND "grey_level" > '-Infinity' AND "grey_level" < 'Infinity'
    AND "gradient_strength" > '-Infinity' AND "gradient_strength" < 'Infinity'
    AND "noise_fluctuation" > '-Infinity' AND "noise_fluctuation" < 'Infinity'
    AND "contrast" > '-Infinity' AND "contrast" < 'Infinity'
    AND "shape_descriptor" > '-Infinity' AND "shape_descriptor" < 'Infinity'
  ),
  ADD CONSTRAINT "reference_cases_counts" CHECK (
    "position" >= 0 AND "positives" >= 0 AND "negatives" >= 0 AND "positives" + "negatives" >= 1
  );
