import { missingNeeds } from "./needs.ts";

/** Jest calls the default export once, before all tests. */
// eslint-disable-next-line no-restricted-syntax -- Jest asks for a default export.
export default function sayWhatIsMissing(): void {
  const missing = missingNeeds();
  if (missing.length > 0) console.log(`Skipped, since this machine has none: tests that need ${missing.join(", ")}.`);
}
