import type { Effect, OperationName } from "./answer.ts";

/**
 * What it means when a member of a success is lost or null, by the API page, the model and what the service was seen
 * to answer; read from these for this test, and from nothing that the oracles use. Members that are empty say as much
 * when they are lost, and so do those that are not listed: any member of an answer may be absent.
 */
export const LOST: Readonly<Record<OperationName, Readonly<Record<string, Effect>>>> = {
  RegisterCluster: {
    "/cluster": "response-shape",
    "/cluster/name": "response-semantics",
    "/cluster/arn": "response-semantics",
    "/cluster/tags": "response-semantics",
    "/cluster/createdAt": "should",
    "/cluster/status": "should",
    "/cluster/connectorConfig": "response-semantics",
    "/cluster/connectorConfig/activationId": "response-semantics",
    "/cluster/connectorConfig/activationCode": "response-semantics",
    "/cluster/connectorConfig/activationExpiry": "response-semantics",
    "/cluster/connectorConfig/provider": "response-semantics",
    "/cluster/connectorConfig/roleArn": "response-semantics",
  },
  DescribeCluster: {
    "/cluster": "lifecycle",
    "/cluster/name": "lifecycle",
    "/cluster/arn": "lifecycle",
    "/cluster/tags": "lifecycle",
    "/cluster/createdAt": "lifecycle",
    "/cluster/connectorConfig": "lifecycle",
    "/cluster/connectorConfig/activationId": "lifecycle",
    "/cluster/connectorConfig/activationExpiry": "lifecycle",
    "/cluster/connectorConfig/provider": "lifecycle",
    "/cluster/connectorConfig/roleArn": "lifecycle",
  },
  DeregisterCluster: { "/cluster": "lifecycle", "/cluster/name": "lifecycle" },
  ListClusters: { "/clusters": "lifecycle", "/nextToken": "lifecycle" },
};

/** What it means when a text of a success is another one. */
export const OTHERWISE: Readonly<Record<OperationName, Readonly<Record<string, Effect>>>> = {
  RegisterCluster: {
    "/cluster/name": "response-semantics",
    "/cluster/arn": "response-semantics",
    "/cluster/connectorConfig/provider": "response-semantics",
    "/cluster/connectorConfig/roleArn": "response-semantics",
  },
  DescribeCluster: {
    "/cluster/name": "lifecycle",
    "/cluster/arn": "lifecycle",
    "/cluster/connectorConfig/activationId": "lifecycle",
    "/cluster/connectorConfig/provider": "lifecycle",
    "/cluster/connectorConfig/roleArn": "lifecycle",
  },
  DeregisterCluster: { "/cluster/name": "lifecycle" },
  ListClusters: {},
};

/** What it means when a success has another status of success. */
export const OTHER_SUCCESS: Readonly<Record<OperationName, Effect>> = {
  RegisterCluster: "response-semantics",
  DescribeCluster: "lifecycle",
  DeregisterCluster: "lifecycle",
  ListClusters: "input-constraints",
};

/** What it means when the success of one operation comes in the place of another's. */
export const SWAPPED: Readonly<Record<OperationName, Readonly<Partial<Record<OperationName, Effect>>>>> = {
  RegisterCluster: { ListClusters: "response-shape", DeregisterCluster: "response-semantics" },
  DescribeCluster: { ListClusters: "lifecycle", RegisterCluster: "should" },
  DeregisterCluster: { ListClusters: "lifecycle", DescribeCluster: "should" },
  ListClusters: { RegisterCluster: "lifecycle", DescribeCluster: "lifecycle", DeregisterCluster: "lifecycle" },
};
