/** The rows of batches, of which the first has been asked for already: whatever fails at once has then failed. */
export async function* rowsOf<Row>(
  first: IteratorResult<Row[], void>,
  rest: AsyncGenerator<Row[], void>,
): AsyncGenerator<Row, void, undefined> {
  if (first.done) return;
  yield* first.value;
  for await (const batch of rest) yield* batch;
}
