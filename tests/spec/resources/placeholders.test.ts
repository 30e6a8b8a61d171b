import { describe, expect, test } from "@jest/globals";
import { filled, placeholdersIn } from "#spec/resources/placeholders.ts";

const values: Record<string, unknown> = {
  new: "ecf-1",
  cluster: "c-1",
  "cluster.arn": "arn:c-1",
  subnetIds: ["a", "b"],
};
const valueOf = (name: string) => values[name] as string | string[] | undefined;

describe("placeholders", () => {
  test("are found wherever a text stands", () => {
    const input = { name: "$cluster", roles: ["arn:role/$new", "plain"], deep: { arn: "$cluster.arn" } };
    expect(placeholdersIn(input)).toEqual(["cluster", "new", "cluster.arn"]);
  });

  test("a text that is nothing else becomes the value, whatever its type", () => {
    expect(filled({ subnets: "$subnetIds" }, valueOf)).toEqual({ subnets: ["a", "b"] });
  });

  test("within a text the value's text stands", () => {
    expect(filled({ role: "arn:aws:iam::1:role/$new" }, valueOf)).toEqual({ role: "arn:aws:iam::1:role/ecf-1" });
  });

  test("one that stands for nothing leaves no input", () => {
    expect(filled({ id: "$nodegroup" }, valueOf)).toBeUndefined();
  });

  test("an ARN is told from the resource's name and from a full stop after it", () => {
    expect(filled({ a: "$cluster.arn", b: "$cluster", c: "of $cluster." }, valueOf)).toEqual({
      a: "arn:c-1",
      b: "c-1",
      c: "of c-1.",
    });
  });
});
