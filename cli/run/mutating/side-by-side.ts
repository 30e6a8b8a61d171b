/**
 * Does the items in order, so many at a time, until the signal aborts; resolves to what came of those that something came
 * of, in the order of the items. What one throws ends all once those under way are done.
 */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  { jobs, signal }: { readonly jobs: number; readonly signal: AbortSignal },
  work: (item: Item) => Promise<Result | undefined>,
): Promise<Result[]> {
  const rest = items.entries();
  const results: (Result | undefined)[] = items.map(() => undefined);
  const failed = new AbortController();
  const worker = async (): Promise<void> => {
    for (const [at, item] of rest) {
      if (signal.aborted || failed.signal.aborted) return;
      results[at] = await work(item).catch((error: unknown) => {
        failed.abort();
        throw error;
      });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: jobs }, worker));
  const broken = ends.find((end) => end.status === "rejected");
  if (broken !== undefined) throw broken.reason;
  return results.filter((result) => result !== undefined);
}
