/** Work in pieces: between two of them whoever runs it may do something else. Returns what the work was for. */
export type Steps<T> = Generator<void, T>;

/** Does all pieces at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
