import { isRefusal } from "#cli/refusal.ts";
import { openOutput, type Output } from "./output.ts";

/**
 * Lends the output folder. A run that is refused leaves the last run's files whole; one that ends before it has
 * anything to say takes them away, since they would pass for what it found.
 */
export async function withinOutput<Result>(folder: string, use: (output: Output) => Promise<Result>): Promise<Result> {
  const output = openOutput(folder);
  try {
    return await use(output);
  } catch (error) {
    if (!isRefusal(error)) output.clear();
    throw error;
  } finally {
    output.close();
  }
}
