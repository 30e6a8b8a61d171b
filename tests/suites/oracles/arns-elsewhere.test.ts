import { describe, expect, it } from "@jest/globals";
import { arnsElsewhere, judgeTagsElsewhere } from "#suites/oracles/arns-elsewhere.ts";

describe("ARNs of the same resource elsewhere", () => {
  it("differ in the account alone, and in the Region alone", () => {
    expect(arnsElsewhere("arn:aws:eks:us-east-1:123456789012:cluster/one:two")).toEqual([
      "arn:aws:eks:us-east-1:123456789013:cluster/one:two",
      "arn:aws:eks:eu-central-1:123456789012:cluster/one:two",
    ]);
  });

  it("are never the resource's own", () => {
    for (const region of ["eu-central-1", "us-east-1", "xx"])
      for (const digit of "0123456789") {
        const arn = `arn:aws-cn:eks:${region}:12345678901${digit}:cluster/a`;
        const others = arnsElsewhere(arn);
        expect(others).toHaveLength(2);
        expect(others).not.toContain(arn);
        for (const other of others) expect(other).toMatch(/^arn:aws-cn:eks:[a-z0-9-]+:\d{12}:cluster\/a$/);
      }
  });

  it("leave out what the ARN does not name", () => {
    expect(arnsElsewhere("arn:aws:iam::123456789012:role/r")).toEqual(["arn:aws:iam::123456789013:role/r"]);
    expect(arnsElsewhere("arn:aws:s3:::bucket")).toEqual([]);
    expect(arnsElsewhere("cluster-1")).toEqual([]);
  });

  it("may show anything but the tags of the one that is here", () => {
    expect(judgeTagsElsewhere({ own: "x" }, "own").grade).toBe("missed");
    expect(judgeTagsElsewhere({ another: "x" }, "own").grade).toBe("met");
    expect(judgeTagsElsewhere({}, "toString").grade).toBe("met");
    expect(judgeTagsElsewhere(undefined, "own").grade).toBe("met");
  });
});
