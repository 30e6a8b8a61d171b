import { readFileSync } from "node:fs";
import { EKSClient } from "@aws-sdk/client-eks";
import { describe, expect, test } from "@jest/globals";
import { awsEndpoint } from "#endpoint/aws/endpoint-of-region.ts";
import { awsRegionOf, classifyEndpoint } from "#endpoint/aws/classify-endpoint.ts";
import { partitionOf, PARTITIONS, REGIONS, regionsLike } from "#endpoint/aws/partitions.ts";

const VARIANTS = [false, true].flatMap((fips) => [false, true].map((dualStack) => ({ fips, dualStack })));

interface PublishedCase {
  readonly service: "eks" | "sts";
  readonly params: {
    readonly Region?: string;
    readonly Endpoint?: string;
    readonly UseFIPS?: boolean;
    readonly UseDualStack?: boolean;
  };
  readonly url?: string;
}

const PUBLISHED = JSON.parse(
  readFileSync(new URL("published-endpoints.json", import.meta.url), "utf8"),
) as PublishedCase[];

describe("AWS's own cases for its rules", () => {
  const regional = PUBLISHED.filter(
    ({ params: { Region, Endpoint } }) => Region !== undefined && Endpoint === undefined,
  );

  test.each(regional)("$service $params", async ({ service, params, url }) => {
    const { Region = "", UseFIPS: fips = false, UseDualStack: dualStack = false } = params;
    expect(await awsEndpoint(service, Region, { fips, dualStack })).toBe(url);
  });

  test("there are some for either service", () => {
    expect(regional.filter(({ service }) => service === "eks").length).toBeGreaterThan(40);
    expect(regional.filter(({ service }) => service === "sts").length).toBeGreaterThan(20);
  });
});

test("every Region in each variant is where the SDK's client of EKS would go, and the guard knows it", async () => {
  const { config } = new EKSClient({ region: "us-east-1" });
  const [ours, theirs]: [string[], string[]] = [[], []];
  for (const region of REGIONS) {
    for (const variant of VARIANTS) {
      const { fips, dualStack } = variant;
      const asked = { Region: region, UseFIPS: fips, UseDualStack: dualStack };
      const endpoint = await awsEndpoint("eks", region, variant);
      ours.push(endpoint);
      theirs.push(config.endpointProvider(asked, {}).url.origin);
      expect(awsRegionOf(endpoint)).toBe(region);
      expect(classifyEndpoint(await awsEndpoint("sts", region, variant))).toBe("aws");
    }
  }
  expect(ours).toEqual(theirs);
  expect(ours.filter((endpoint) => classifyEndpoint(endpoint) !== "aws")).toEqual([]);
});

test.each([
  ["us-gov-west-1", true, "https://eks.us-gov-west-1.amazonaws.com"],
  ["us-west-2", true, "https://fips.eks.us-west-2.amazonaws.com"],
  ["cn-north-1", false, "https://eks.cn-north-1.amazonaws.com.cn"],
  ["eusc-de-east-1", false, "https://eks.eusc-de-east-1.amazonaws.eu"],
  ["us-iso-east-1", false, "https://eks.us-iso-east-1.c2s.ic.gov"],
  ["us-isob-east-1", false, "https://eks.us-isob-east-1.sc2s.sgov.gov"],
])("EKS in %s, FIPS %s, is %s", async (region, fips, endpoint) => {
  expect(await awsEndpoint("eks", region, { fips, dualStack: false })).toBe(endpoint);
});

describe("a Region", () => {
  test.each([
    ["us-west-2", "aws"],
    ["eu-west-99", "aws"],
    ["us-gov-north-1", "aws-us-gov"],
    ["cn-south-7", "aws-cn"],
    ["nowhere", "aws"],
  ])("%s is of the partition %s", (region, partition) => {
    expect(partitionOf(region).id).toBe(partition);
  });

  test.each([
    ["us-est-1", "us-east-1"],
    ["EU-WEST-1", "eu-west-1"],
    ["eu-wset-2", "eu-west-2"],
    ["ap-southeast1", "ap-southeast-1"],
    ["us-gov-west", "us-gov-west-1"],
  ])("%s is most like %s", (region, closest) => {
    expect(regionsLike(region)[0]).toBe(closest);
  });

  test("of no partition is a pseudo-Region", () => {
    expect(PARTITIONS.length).toBeGreaterThanOrEqual(8);
    expect(REGIONS.filter((region) => region.endsWith("-global"))).toEqual([]);
  });
});
