import { expect, test } from "@jest/globals";
import { judgedRecording, RECORDINGS } from "#scripts/verdicts/recordings.ts";

test.each(RECORDINGS)(
  "recording $id is judged alike each time, and shows faults of its server or none",
  (recording) => {
    const { verdicts, ...run } = judgedRecording(recording);
    expect(judgedRecording(recording)).toEqual({ ...run, verdicts });
    expect(verdicts.size).toBeGreaterThan(20);
    expect([...verdicts.values()]).not.toContain("MUST error");
  },
);
