import { PARTITIONS } from "./partitions.ts";

/** Suffixes of AWS's hosts that do not occur in its endpoint rules. */
const FURTHER_SUFFIXES = [
  "amazonwebservices.com.cn",
  "amazonwebservices.eu",
  "aws.hci.ic.gov",
  "aws.ic.gov",
  "aws.scloud",
  "cloud-aws.adc-e.uk",
];

/** DNS suffixes of AWS's partitions, plain and dual-stack, and whatever else is AWS's own. */
export const AWS_SUFFIXES: readonly string[] = [
  ...PARTITIONS.flatMap(({ outputs }) => [outputs.dnsSuffix, outputs.dualStackDnsSuffix]),
  ...FURTHER_SUFFIXES,
];
