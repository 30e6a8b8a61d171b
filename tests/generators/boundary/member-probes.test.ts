import { describe, expect, test } from "@jest/globals";
import { memberProbes } from "#generators/boundary/member-probes.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { astray, probesOf } from "./probes-of.ts";

const probes = probesOf(memberProbes);

describe("member probes", () => {
  test("leave out one required member and break nothing else, or break nothing", () => {
    expect(astray(probes, "salt")).toEqual([]);
  });

  test("leave each required member out once", () => {
    const left = probes.filter(({ probe }) => probe.side === "reject").map(({ probe }) => probe.member);
    expect(left).toEqual(["name", "connectorConfig", "roleArn", "provider"]);
  });

  test("have the optional members in every combination", () => {
    const present = probes
      .filter(({ location, probe }) => location.pointer === "" && probe.side === "accept")
      .map(({ probe }) => {
        const value = probe.value("salt");
        const members = isJsonObject(value) ? Object.keys(value) : [];
        return members.filter((member) => ["clientRequestToken", "tags"].includes(member)).sort();
      });
    expect(present).toEqual([[], ["clientRequestToken"], ["tags"], ["clientRequestToken", "tags"]]);
  });
});
