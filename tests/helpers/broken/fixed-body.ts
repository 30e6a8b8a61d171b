import { aResponse, JSON_TYPE } from "../../suites/made-replies.ts";
import type { Script } from "../../suites/fake-target.ts";

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
