import { z } from "zod";
import { featureKeys } from "../features";
import { featuresSchema } from "../features-schema";
import { modelVersionSchema } from "./version";

export const askTreePathSchema = z.strictObject({
  /** Which tree of the model in use, counted from 1. */
  tree: z.int().min(1).max(100_000),
  features: featuresSchema,
});
export type AskTreePath = z.infer<typeof askTreePathSchema>;

const probability = z.number().min(0).max(1);

/** What is known of the training candidates that came to a node. */
const nodeSchema = z.object({
  /** Their weight as drawn for this tree, above 0. */
  cover: z.number().positive(),
  /** Share of calcifications in that weight. */
  positiveFraction: probability,
});

const pathStepSchema = z.object({
  feature: z.enum(featureKeys),
  /** The candidate's value, and what it was compared with: below it goes left, else right. */
  value: z.number(),
  threshold: z.number(),
  side: z.enum(["left", "right"]),
  /** The node that this step leads to. */
  to: nodeSchema,
});

/** A candidate's way through one tree, from the root to the leaf that answers. */
export const treePathSchema = z.object({
  version: modelVersionSchema,
  tree: z.int().min(1),
  /** How many trees the model has. */
  trees: z.int().min(1),
  root: nodeSchema,
  /** In order; empty for a tree that is a single leaf. The last one leads to the leaf. */
  steps: z.array(pathStepSchema),
  /** Mean answer of all trees, and the probability that calibration makes of it. */
  rawScore: probability,
  probability,
});
export type TreePath = z.infer<typeof treePathSchema>;
export type PathNode = z.infer<typeof nodeSchema>;
