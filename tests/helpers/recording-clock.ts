import { VirtualClock } from "#cli/selftest/virtual-clock.ts";
import type { AbortScope } from "#endpoint/sending/abort.ts";
import { STARTED_AT } from "#tests/suites/made-replies.ts";

/** The virtual clock of the selftest, which also keeps what was slept. */
export class RecordingClock extends VirtualClock {
  /** In order, in milliseconds. */
  readonly naps: number[] = [];

  constructor() {
    super(STARTED_AT);
  }

  override sleep(ms: number, scope?: AbortScope): Promise<void> {
    this.naps.push(ms);
    return super.sleep(ms, scope);
  }
}
