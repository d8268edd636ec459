import { Worker } from "node:worker_threads";
import type { Forest } from "../../lib/forest/forest";
import type { GrowTask, TrainingVectors } from "./tree-task";

/** Worker threads that grow trees; each tree is the same whichever thread grows it. */
export interface TreePool {
  grow(task: GrowTask): Promise<Forest>;
  /** Ends the threads; trees not yet grown are never answered. */
  close(): Promise<void>;
}

interface Waiting {
  readonly task: GrowTask;
  readonly resolve: (tree: Forest) => void;
  readonly reject: (error: unknown) => void;
}

const workerFile = new URL("./grow-worker.mjs", import.meta.url);

/** Starts `threads` workers, each with the vectors; a worker that dies fails the tree it was at. */
export function startTreePool(vectors: TrainingVectors, threads: number): TreePool {
  const queue: Waiting[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Waiting>();

  function assign(): void {
    while (queue.length > 0 && idle.length > 0) {
      const worker = idle.pop();
      const waiting = queue.shift();
      if (worker === undefined || waiting === undefined) return;
      busy.set(worker, waiting);
      worker.postMessage({ id: waiting.task.tree, task: waiting.task });
    }
  }

  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(workerFile, { workerData: vectors });
    worker.on("message", ({ tree }: { tree: Forest }) => {
      busy.get(worker)?.resolve(tree);
      busy.delete(worker);
      idle.push(worker);
      assign();
    });
    worker.on("error", (error) => busy.get(worker)?.reject(error));
    idle.push(worker);
    return worker;
  });

  return {
    grow: (task) =>
      new Promise((resolve, reject) => {
        queue.push({ task, resolve, reject });
        assign();
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
