import { type ModelCard, pointInUse } from "./card";
import type { DifferingFact } from "./compare";

type Fact = Exclude<DifferingFact["fact"], "option">;
type Value = DifferingFact["a"];

function factsOf(card: ModelCard): Record<Fact, Value> {
  const { name, threshold } = pointInUse(card);
  const { data, training, artefacts, calibration, evaluation } = card;
  return {
    dataName: data.name,
    dataSha256: data.sha256,
    dataRows: data.rows,
    dataPositives: data.positives,
    engine: training.engine,
    seed: training.seed,
    nodes: artefacts.forest.nodes,
    calibration: calibration.method,
    operatingPoint: name,
    threshold,
    folds: evaluation.protocol.folds,
    foldSeed: evaluation.protocol.seed,
  };
}

/** In what the making of two models differs: data, options of training, seed, calibration, how they were measured. */
export function differingFacts(a: ModelCard, b: ModelCard): DifferingFact[] {
  const [ofA, ofB] = [factsOf(a), factsOf(b)];
  const facts = (Object.keys(ofA) as Fact[]).map((fact) => ({
    fact,
    option: null,
    a: ofA[fact],
    b: ofB[fact],
  }));
  const [inA, inB] = [a.training.options, b.training.options];
  const names = [...new Set([...Object.keys(inA), ...Object.keys(inB)])].sort();
  const options = names.map((option) => ({
    fact: "option" as const,
    option,
    a: inA[option] ?? null,
    b: inB[option] ?? null,
  }));
  return [...facts, ...options].filter((one) => one.a !== one.b);
}

/** Whether both were measured on the same vectors in the same folds, so that their figures may be set side by side. */
export function sameHeldOut(a: ModelCard, b: ModelCard): boolean {
  const [p, q] = [a.evaluation.protocol, b.evaluation.protocol];
  return (
    a.data.sha256 === b.data.sha256 && p.folds === q.folds && p.seed === q.seed && p.repeats === q.repeats
  );
}
