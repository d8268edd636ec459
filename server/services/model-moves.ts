import { z } from "zod";
import { toVector } from "../../lib/features";
import type { GateFinding } from "../../lib/model/gate";
import { assess } from "../../lib/model/model";
import {
  type Assign,
  type Clear,
  gateRecordSchema,
  type ListMoves,
  type ModelMove,
  type ModelMovePage,
  type NamedVersion,
  type Promote,
  type RollBack,
} from "../../lib/model/moves";
import { challengerName, championName } from "../../lib/model/names";
import { type MoveKind, Prisma } from "../../prisma/generated/client";
import type { Caller } from "../auth/caller";
import type { Db } from "../db/client";
import { describe } from "../observability/log";
import { auditRow, writeAuditRows } from "./audit";
import { decodeCursor, encodeCursor } from "./cursor";
import type { Dependencies } from "./dependencies";
import {
  AlreadyNamedError,
  GateRefusedError,
  InvalidCursorError,
  NameMovedError,
  NotFoundError,
  NothingBeforeError,
  RollBackTargetError,
  toDomainError,
  UnloadableModelError,
} from "./errors";
import { judge } from "./model-gate";
import { loadModel } from "./model-store";

const moveFields = {
  name: true,
  sequence: true,
  kind: true,
  fromVersion: true,
  toVersion: true,
  reason: true,
  gate: true,
  movedAt: true,
  actorId: true,
  actorName: true,
} satisfies Prisma.ModelMoveSelect;
type MoveRow = Prisma.ModelMoveGetPayload<{ select: typeof moveFields }>;

function toMove(row: MoveRow): ModelMove {
  return {
    ...{ name: row.name, sequence: row.sequence, kind: row.kind, reason: row.reason },
    from: row.fromVersion,
    to: row.toVersion,
    gate: row.gate === null ? null : gateRecordSchema.parse(row.gate),
    movedAt: row.movedAt.toISOString(),
    movedBy: { id: row.actorId, name: row.actorName },
  };
}

/**
 * Where each name goes back to after its moves so far: the second of a stack of versions, which starts with the name's
 * first. A roll back to the second takes off the top. Every other move puts its version on top, and so does a roll back
 * elsewhere: earlier releases rolled back to where the latest move came from, a second time forward again.
 */
const wayBack = (moves: Prisma.Sql) => Prisma.sql`
  WITH RECURSIVE stacks AS (
    SELECT name, sequence, ARRAY[to_version] AS stack FROM model_moves WHERE sequence = 1 AND ${moves}
    UNION ALL
    SELECT name, model_moves.sequence, CASE
      WHEN kind = 'roll_back' AND to_version = stack[2] THEN stack[2:]
      ELSE array_prepend(to_version, stack) END
    FROM stacks JOIN model_moves USING (name) WHERE model_moves.sequence = stacks.sequence + 1 AND ${moves}
  )
  SELECT DISTINCT ON (name) name, stack[2] AS previous FROM stacks ORDER BY name, sequence DESC`;

/** Where names point, in alphabetical order; names that were taken off are not among them. */
export async function listNames(deps: Dependencies): Promise<NamedVersion[]> {
  const rows = await deps.db.$queryRaw<
    (Pick<NamedVersion, "name" | "kind" | "reason" | "previous"> & {
      to: string;
      at: Date;
      id: string;
      who: string;
    })[]
  >`
    SELECT name, kind::text, previous, to_version AS to, moved_at AS at, actor_id AS id, actor_name AS who, reason
    FROM (SELECT DISTINCT ON (name) * FROM model_moves ORDER BY name, sequence DESC) AS latest
    LEFT JOIN (${wayBack(Prisma.sql`true`)}) AS back USING (name)
    WHERE to_version IS NOT NULL ORDER BY name`;
  return rows.map(({ name, kind, previous, to, at, id, who, reason }) => ({
    ...{ name, version: to, previous, kind, reason },
    since: at.toISOString(),
    by: { id, name: who },
  }));
}

/** A move within its instant, as cursors name it. */
const moveIdSchema = z.string().regex(/^[a-z][a-z0-9_-]{0,31} [1-9]\d{0,8}$/);

/** The moves before a cursor's. Of moves in one instant the later of a name comes first. */
function beforeCursor(cursor: string): Prisma.ModelMoveWhereInput {
  const { at, id } = decodeCursor(cursor, moveIdSchema);
  const [name = "", sequence = ""] = id.split(" ");
  if (sequence === "") throw new InvalidCursorError("This cursor names no move.");
  return {
    OR: [
      { movedAt: { lt: at } },
      { movedAt: at, name: { lt: name } },
      { movedAt: at, name, sequence: { lt: Number(sequence) } },
    ],
  };
}

/** Moves of one name or of all, the latest first. */
export async function listMoves(deps: Dependencies, page: ListMoves): Promise<ModelMovePage> {
  const rows = await deps.db.modelMove.findMany({
    where: {
      ...(page.name !== undefined && { name: page.name }),
      ...(page.cursor && beforeCursor(page.cursor)),
    },
    orderBy: [{ movedAt: "desc" }, { name: "desc" }, { sequence: "desc" }],
    take: page.limit + 1,
    select: moveFields,
  });
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items: items.map(toMove),
    nextCursor:
      rows.length > page.limit && last
        ? encodeCursor({ at: last.movedAt, id: `${last.name} ${last.sequence}` })
        : null,
  };
}

const latestMove = (db: Db, name: string): Promise<MoveRow | null> =>
  db.modelMove.findFirst({ where: { name }, orderBy: { sequence: "desc" }, select: moveFields });

/** The latest move of a name, where it is still the one the page showed. Throws {@link NameMovedError} where not. */
async function latestAsShown(db: Db, name: string, expected: string | null): Promise<MoveRow | null> {
  const latest = await latestMove(db, name);
  const holds = latest?.toVersion ?? null;
  if (holds !== expected) throw new NameMovedError(name, holds);
  return latest;
}

interface NewMove {
  readonly name: string;
  readonly kind: Exclude<MoveKind, "shipped">;
  /** The move it follows; `null` where it is the name's first. */
  readonly after: MoveRow | null;
  readonly to: string | null;
  readonly reason: string;
  readonly gate: { readonly finding: GateFinding; readonly overruleReason: string | null } | null;
  readonly actor: Caller;
}

/**
 * Writes a move right behind the one it follows. Of several that follow the same one the database keeps one; the
 * others throw {@link NameMovedError}.
 */
async function writeMove(deps: Dependencies, move: NewMove): Promise<ModelMove> {
  const { name, kind, after, to, reason, gate, actor } = move;
  const now = deps.now();
  const row: MoveRow = {
    ...{ name, kind, reason, sequence: (after?.sequence ?? 0) + 1 },
    ...{ fromVersion: after?.toVersion ?? null, toVersion: to, gate },
    // Never before the move it follows, whatever the clocks of two processes say.
    movedAt: after !== null && after.movedAt > now ? after.movedAt : now,
    ...{ actorId: actor.id, actorName: actor.name },
  };
  const count = await deps.db.$transaction(async (tx) => {
    const data = [{ ...row, gate: gate ?? Prisma.DbNull }];
    const written = await tx.modelMove.createMany({ data, skipDuplicates: true });
    const target = { type: "model", id: name } as const;
    const act = { action: `model.${kind}`, target, details: { from: row.fromVersion, to } } as const;
    if (written.count === 1) await writeAuditRows(tx, [auditRow(deps, actor, act)]);
    return written.count;
  });
  if (count === 0) throw new NameMovedError(name, (await latestMove(deps.db, name))?.toVersion ?? null);
  deps.log.info({ name, kind, from: row.fromVersion, to, actor: actor.id }, "a model's name was moved");
  return toMove(row);
}

/** A vector that every model can be asked about. */
const probe = toVector({
  area: 0,
  greyLevel: 0,
  gradientStrength: 0,
  noiseFluctuation: 0,
  contrast: 0,
  shapeDescriptor: 0,
});

/**
 * Loads a version as it would be served and has it answer once. Throws {@link UnloadableModelError} where it cannot.
 */
async function checkAnswers({ db, log }: Dependencies, version: string): Promise<void> {
  try {
    const { probability } = assess(await loadModel(db, version), probe);
    if (!(probability >= 0 && probability <= 1)) throw new Error(`It answers ${probability}.`);
  } catch (error) {
    const known = toDomainError(error);
    if (known !== null) throw known;
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ version, reason }, "a version cannot be loaded");
    throw new UnloadableModelError(version, { cause: error });
  }
}

/** The new champion answers here at once; other processes ask for it every second. */
async function serveChampion({ models, log }: Dependencies): Promise<void> {
  await models.refresh().catch((error) => log.warn(describe(error), "the champion could not be looked up"));
}

type By<Input> = Input & { readonly actor: Caller };

/**
 * Makes a version champion, past the gate. Throws {@link GateRefusedError} where the gate refuses and no reason
 * overrules it, {@link UnloadableModelError}, {@link AlreadyNamedError}, {@link NameMovedError}; nothing is then
 * written.
 */
export async function promote(deps: Dependencies, input: By<Promote>): Promise<ModelMove> {
  const { version, reason, expectedChampion, overruleReason, actor } = input;
  const after = await latestAsShown(deps.db, championName, expectedChampion);
  if (version === expectedChampion) throw new AlreadyNamedError(championName, version);
  await checkAnswers(deps, version);
  const finding = await judge(deps.db, { champion: expectedChampion, candidate: version });
  if (!finding.passes && overruleReason === null) throw new GateRefusedError(version);
  const gate = { finding, overruleReason: finding.passes ? null : overruleReason };
  const move = { name: championName, kind: "promote", after, to: version, reason, gate, actor } as const;
  const written = await writeMove(deps, move);
  await serveChampion(deps);
  return written;
}

/** The version that was champion before the one on top, as things stood after a move; `null` where none was. */
async function championBefore(db: Db, after: MoveRow): Promise<string | null> {
  const [row] = await db.$queryRaw<{ previous: string | null }[]>(
    wayBack(Prisma.sql`name = ${championName} AND model_moves.sequence <= ${after.sequence}`),
  );
  return row?.previous ?? null;
}

/**
 * Puts the version back that was champion before this one; after a roll back, before the one that was rolled back to.
 * Throws {@link NothingBeforeError} without one, {@link RollBackTargetError} where it is another than the page
 * showed, else as {@link promote}; no gate stands before it.
 */
export async function rollBack(deps: Dependencies, input: By<RollBack>): Promise<ModelMove> {
  const { to, reason, expectedChampion, actor } = input;
  const after = await latestAsShown(deps.db, championName, expectedChampion);
  const target = after === null ? null : await championBefore(deps.db, after);
  if (target === null) throw new NothingBeforeError();
  if (target !== to) throw new RollBackTargetError(to, target);
  await checkAnswers(deps, to);
  const move = { name: championName, kind: "roll_back", after, to, reason, gate: null, actor } as const;
  const written = await writeMove(deps, move);
  await serveChampion(deps);
  return written;
}

/** Points any name but `champion` at a version; a challenger has to be able to answer. Throws as {@link promote}. */
export async function assign(deps: Dependencies, input: By<Assign>): Promise<ModelMove> {
  const { name, version, reason, expected, actor } = input;
  const after = await latestAsShown(deps.db, name, expected);
  if (version === expected) throw new AlreadyNamedError(name, version);
  const known = await deps.db.modelVersion.findUnique({ where: { version }, select: { version: true } });
  if (known === null) throw new NotFoundError("model", version);
  if (name === challengerName) await checkAnswers(deps, version);
  return writeMove(deps, { name, kind: "assign", after, to: version, reason, gate: null, actor });
}

/** Takes a name off. Throws {@link NameMovedError} where it does not point at what the page showed. */
export async function clear(deps: Dependencies, input: By<Clear>): Promise<ModelMove> {
  const { name, reason, expected, actor } = input;
  const after = await latestAsShown(deps.db, name, expected);
  return writeMove(deps, { name, kind: "clear", after, to: null, reason, gate: null, actor });
}
