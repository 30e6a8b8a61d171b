import { randomUUID } from "node:crypto";
import type { JsonObject } from "#spec/json/json.ts";
import { aResponse, JSON_TYPE } from "#tests/suites/made-replies.ts";
import type { Script } from "#tests/suites/fake-target.ts";

const BODY = JSON.stringify({
  cluster: {
    name: "example",
    arn: "arn:aws:eks:us-east-1:111122223333:cluster/example",
    createdAt: 1_700_000_000,
    status: "PENDING",
    tags: {},
    connectorConfig: {
      activationId: "d5c5ba05-17b8-4d4a-9d5c-2b5f6a7c8d9e",
      activationCode: "xLo5ZXq1nZ9o8fV3aQ2k",
      activationExpiry: 1_700_259_200,
      provider: "EKS_ANYWHERE",
      roleArn: "arn:aws:iam::111122223333:role/agent",
    },
  },
});

/** A stub that answers every request with 200 and the same JSON. */
export const fixedBodyServer: Script = () => aResponse({ status: 200, headers: [JSON_TYPE], text: BODY });

/** The same with fresh ids and the time of each answer, as a mock with templates gives them. */
export function templatedBodyServer(now: () => number): Script {
  return () => {
    const { cluster } = JSON.parse(BODY) as { cluster: JsonObject & { connectorConfig: JsonObject } };
    const activation = { activationId: randomUUID(), activationCode: randomUUID().slice(0, 20) };
    const connectorConfig = { ...cluster.connectorConfig, ...activation };
    return aResponse({ status: 200, body: { cluster: { ...cluster, createdAt: now() / 1_000, connectorConfig } } });
  };
}
