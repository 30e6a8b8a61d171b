import { RUN_VERDICT_WORDS } from "#suites/record/verdicts/run-verdict.ts";
import type { KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import { AREA_ORDER, LEVELS } from "#reports/model/names/level-words.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { readJsonFile } from "./read-text-file.ts";
import { UsageError } from "#cli/usage-error.ts";
import { VERDICTS } from "#suites/record/verdicts/verdict.ts";

const TEXT = { type: "string" };
const NAME = { type: "string", pattern: "[A-Za-z0-9@/._+-]{1,2000}" };
const COUNT = { type: "integer", minimum: 0 };
const TEXTS = { type: "array", items: TEXT };
const NAMES = { type: "array", items: NAME };
const CATCHES = {
  type: "array",
  items: whole({ requirement: NAME, verdict: { enum: VERDICTS } }, { atRequest: COUNT }),
};
const AREA = { enum: AREA_ORDER };
const SCHEMA = whole(
  {
    tool: whole({ name: NAME, version: NAME }),
    seed: COUNT,
    cases: COUNT,
    partial: { type: "boolean" },
    faults: list(
      whole(
        {
          id: NAME,
          sentence: TEXT,
          area: AREA,
          status: { enum: ["killed", "misplaced", "survived"] },
          killedBy: CATCHES,
          missedBy: NAMES,
          alsoCaughtBy: CATCHES,
          requests: COUNT,
        },
        { requestsToCatch: COUNT },
      ),
    ),
    conforming: list(
      whole({
        id: NAME,
        sentence: TEXT,
        verdict: { enum: Object.keys(RUN_VERDICT_WORDS) },
        falseAlarms: CATCHES,
        left: TEXTS,
        cases: COUNT,
        requests: COUNT,
      }),
    ),
    requirements: list(
      whole(
        { id: NAME, area: AREA, level: { enum: LEVELS }, kills: NAMES, alsoCatches: NAMES },
        { aimed: COUNT, alone: COUNT },
      ),
    ),
    unexercised: NAMES,
    passed: { type: "boolean" },
  },
  {
    failed: list(whole({ server: TEXT, failure: TEXT })),
    medianRequestsToCatch: { type: "number", minimum: 0 },
    drawn: list(
      whole({ id: NAME, sentence: TEXT, caughtBy: CATCHES, left: TEXTS, requests: COUNT }, { requestsToCatch: COUNT }),
    ),
  },
);

/** An object with all of the members, and maybe those of `optional`. */
function whole(members: object, optional: object = {}): object {
  return { type: "object", required: Object.keys(members), properties: { ...members, ...optional } };
}

function list(items: object): object {
  return { type: "array", items };
}

/** Reads the selftest.json that `selftest` leaves. Throws UsageError with the first thing that is wrong with it. */
export function readKillMatrix(file: string): KillMatrix {
  const flag = `--kill-matrix ${file}`;
  const { value: matrix } = readJsonFile(file, "--kill-matrix");
  if (!isJsonObject(matrix) || matrix["schemaVersion"] === undefined || !Array.isArray(matrix["faults"])) {
    throw new UsageError(`${flag}: not the selftest.json that eks-conformance selftest writes`);
  }
  if (matrix["schemaVersion"] !== 1) {
    throw new UsageError(
      `${flag}: schema version ${JSON.stringify(matrix["schemaVersion"])}, this tool reads 1: run selftest again`,
    );
  }
  const [first] = compileValidator(SCHEMA)(matrix);
  if (first !== undefined) throw new UsageError(`${flag}: ${first.at} ${first.message}: run selftest again`);
  // The matrices of 0.1.0 have neither drawn faults nor failed runs.
  return { drawn: [], failed: [], ...matrix } as unknown as KillMatrix;
}
