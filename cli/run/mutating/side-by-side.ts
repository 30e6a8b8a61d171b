/**
 * Does the items in order, so many at a time, until the signal aborts. What one throws ends all once those under way are
 * done.
 */
export async function sideBySide<Item>(
  items: readonly Item[],
  { jobs, signal }: { readonly jobs: number; readonly signal: AbortSignal },
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const failed = new AbortController();
  const worker = async (): Promise<void> => {
    for (const item of rest) {
      if (signal.aborted || failed.signal.aborted) return;
      await work(item).catch((error: unknown) => {
        failed.abort();
        throw error;
      });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: jobs }, worker));
  const broken = ends.find((end) => end.status === "rejected");
  if (broken !== undefined) throw broken.reason;
}
