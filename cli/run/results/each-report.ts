import { errorMessage } from "#spec/error-message.ts";
import { isRefusal } from "#cli/refusal.ts";

/** Reports that could not be made, although the record can be read: a bug in the suite. */
export class UnmadeReports extends Error {
  override readonly name = "UnmadeReports";
}

/**
 * Makes each report by itself, in order: one that fails takes no other with it. What failed is thrown afterwards: a
 * disk's refusal as it is, and anything else as UnmadeReports, which names each file on one line.
 */
export function eachReport(reports: Iterable<readonly [file: string, make: () => void]>): void {
  const failed: { readonly file: string; readonly error: unknown }[] = [];
  for (const [file, make] of reports) {
    try {
      make();
    } catch (error) {
      failed.push({ file, error });
    }
  }
  const bugs = failed.filter(({ error }) => !isRefusal(error));
  if (bugs.length > 0) {
    const told = bugs.map(({ file, error }) => `${file} could not be made: ${errorMessage(error)}`);
    throw new UnmadeReports(told.join("; "), { cause: bugs[0]?.error });
  }
  const [refused] = failed;
  if (refused !== undefined) throw refused.error;
}
