/**
 * Like `Promise.all`, but waits for all before it fails, so that nothing half-open is left behind; calls `onFailure`
 * at the first failure, so that nobody is waited for in vain.
 */
export async function settled<T extends readonly unknown[]>(
  all: { readonly [K in keyof T]: Promise<T[K]> },
  onFailure: () => void,
): Promise<T> {
  const failures: unknown[] = [];
  const noted = all.map((one) =>
    one.catch((error: unknown) => {
      failures.push(error);
      onFailure();
    }),
  );
  await Promise.all(noted);
  if (failures.length > 0) throw failures[0];
  return Promise.all(all) as unknown as Promise<T>;
}
