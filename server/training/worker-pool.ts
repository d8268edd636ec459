import { Worker } from "node:worker_threads";

/** Worker threads that take tasks one at a time; an answer is the same whichever thread gives it. */
export interface WorkerPool<Task, Answer> {
  run(task: Task): Promise<Answer>;
  /** Ends the threads at once; tasks not yet answered fail. */
  close(): Promise<void>;
}

interface Waiting<Task, Answer> {
  readonly task: Task;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

interface PoolOptions {
  readonly threads: number;
  /** What every thread is given at its start. */
  readonly workerData: unknown;
}

/** Starts `threads` workers of a file; one that dies fails every task not yet answered, now and later. */
export function startWorkerPool<Task, Answer>(
  workerFile: URL,
  { threads, workerData }: PoolOptions,
): WorkerPool<Task, Answer> {
  const queue: Waiting<Task, Answer>[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Waiting<Task, Answer>>();
  let broken: Error | undefined;

  function assign(): void {
    while (queue.length > 0 && idle.length > 0) {
      const worker = idle.pop();
      const waiting = queue.shift();
      if (worker === undefined || waiting === undefined) return;
      busy.set(worker, waiting);
      worker.postMessage(waiting.task);
    }
  }

  function fail(cause: Error): void {
    broken ??= cause;
    for (const { reject } of [...busy.values(), ...queue]) reject(broken);
    busy.clear();
    queue.length = 0;
  }

  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(workerFile, { workerData });
    worker.on("message", (answer: Answer) => {
      busy.get(worker)?.resolve(answer);
      busy.delete(worker);
      idle.push(worker);
      assign();
    });
    worker.on("error", (error) => fail(error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", (code) => fail(new Error(`A training thread ended with code ${code}.`)));
    idle.push(worker);
    return worker;
  });

  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) return reject(broken);
        queue.push({ task, resolve, reject });
        assign();
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
