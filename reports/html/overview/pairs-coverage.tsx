import type { PairsSeen } from "../../../suites/record/contract-seen.ts";
import { ShareMeter } from "../parts/share-meter.tsx";

/** How many pairs of looks the run's valid inputs had, of those wanted. */
export function Pairs({ pairs: { seen, wanted } }: { readonly pairs: PairsSeen }) {
  return (
    <li>
      <ShareMeter word="pairs of looks" seen={seen} of={wanted} />
      <p class="muted">Seen once one valid input had both: what works for either may break for both.</p>
    </li>
  );
}
