import { describe, expect, test } from "@jest/globals";
import { boundaryInputs } from "../../generators/boundary.ts";
import { unspecifiedClasses } from "../../generators/unspecified.ts";
import { constraintKey } from "../../spec/constraint.ts";
import { constraintsOf } from "../../spec/constraints-of.ts";
import { compileValidator } from "../../spec/validator.ts";
import { CLUSTER_LIKE } from "./cluster-like-schema.ts";
import { CONTEXT } from "./generation-context.ts";

const inputs = [...boundaryInputs(CLUSTER_LIKE, CONTEXT)];
const validate = compileValidator(CLUSTER_LIKE);
const byKey = new Map(inputs.map((generated) => [generated.key, generated]));

describe("boundary inputs", () => {
  test("cover both sides of every constraint", () => {
    const covered = new Set(
      inputs.map(({ constraint }) => constraint && `${constraintKey(constraint)} ${constraint.side}`),
    );
    const missing = constraintsOf(CLUSTER_LIKE).filter((each) => !covered.has(`${constraintKey(each)} ${each.side}`));
    expect(missing).toEqual([]);
  });

  test("have keys of their own", () => {
    expect(byKey.size).toBe(inputs.length);
  });

  test("on the accept side are valid and outside every unspecified class", () => {
    const accepted = inputs.filter(({ constraint }) => constraint?.side !== "reject");
    expect(accepted.flatMap(({ input }) => [...validate(input), ...unspecifiedClasses(CLUSTER_LIKE, input)])).toEqual(
      [],
    );
  });

  test("on the reject side break one keyword, but for the empty name, which no pattern allows", () => {
    const faulty = inputs.filter(({ constraint }) => constraint?.side === "reject");
    const compound = faulty.filter(({ input }) => validate(input).length !== 1).map(({ key }) => key);
    expect(compound).toEqual(["name/min-length/reject/0-plain"]);
  });

  test.each([
    ["name/max-length/accept/100-plain", 100],
    ["name/max-length/reject/101-plain", 101],
    ["name/min-length/accept/1-plain", 1],
    ["name/min-length/reject/0-plain", 0],
  ])("%s has %i characters", (key, length) => {
    expect(byKey.get(key)?.input["name"]).toHaveLength(length);
  });
});
