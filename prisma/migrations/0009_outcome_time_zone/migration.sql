-- AlterTable
ALTER TABLE "outcomes" ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT 'UTC';

-- From here on by hand: what Prisma's schema cannot say.

-- A default that stays: days so far were UTC days, and a process of the version before still judges them so.
ALTER TABLE "outcomes"
  ADD CONSTRAINT "outcomes_time_zone_length" CHECK (char_length("time_zone") BETWEEN 1 AND 64);
