import type { JsonSchema } from "#spec/contract/schema.ts";

/** The limits of the API page's registration request, each with the marks the contract document puts on it. */
export const CLUSTER_LIKE: JsonSchema = {
  type: "object",
  required: ["name", "connectorConfig"],
  properties: {
    name: {
      type: "string",
      minLength: 1,
      maxLength: 100,
      pattern: "^[0-9A-Za-z][A-Za-z0-9\\-_]*",
      "x-unique": true,
    },
    connectorConfig: {
      type: "object",
      required: ["roleArn", "provider"],
      properties: {
        roleArn: {
          type: "string",
          "x-fixture": "roleArn",
          "x-unspecified": [
            { id: "role-arn-not-an-arn", when: { not: { pattern: "arn:[^]*" } }, note: "No source limits the text." },
          ],
        },
        provider: {
          type: "string",
          enum: ["EKS_ANYWHERE", "ANTHOS", "GKE", "AKS", "OPENSHIFT", "TANZU", "RANCHER", "EC2", "OTHER"],
        },
      },
    },
    clientRequestToken: {
      type: ["string", "null"],
      "x-idempotency-token": true,
      "x-unspecified": [
        { id: "token-length", when: { type: "string", not: { minLength: 33, maxLength: 126 } }, note: "Never stated." },
      ],
    },
    tags: {
      type: ["object", "null"],
      maxProperties: 50,
      propertyNames: {
        type: "string",
        minLength: 1,
        maxLength: 128,
        "x-unspecified": [{ id: "aws-prefix", when: { pattern: "[aA][wW][sS]:[^]*" }, note: "Reserved elsewhere." }],
      },
      additionalProperties: { type: "string", minLength: 0, maxLength: 256 },
      "x-unspecified": [{ id: "empty-tags", when: { maxProperties: 0 }, note: "Model and page differ." }],
    },
  },
};
