// The handlers behind the generated server: a Map for a store. What checks, reads and writes is AWS's own.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { convertRequest, writeResponse } from "./node-http.mjs";
import {
  getRegistrationServiceHandler,
  InvalidParameterException,
  ResourceInUseException,
  ResourceNotFoundException,
} from "./ssdk/src/index.ts";

const clusters = new Map();
const tokens = new Map();

function bodyOf({ name, connectorConfig, tags }) {
  return JSON.stringify([name, connectorConfig.roleArn, connectorConfig.provider, Object.entries(tags ?? {}).sort()]);
}

function found(name) {
  const cluster = clusters.get(name);
  if (cluster !== undefined) return cluster;
  throw new ResourceNotFoundException({ message: `No cluster found for name: ${name}.` });
}

/** As others than the registration see it: without the code. */
function shown(cluster) {
  return { ...cluster, connectorConfig: { ...cluster.connectorConfig, activationCode: undefined } };
}

const service = {
  RegisterCluster: async (input) => {
    const { name, connectorConfig, clientRequestToken: token, tags } = input;
    const before = token === undefined ? undefined : tokens.get(token);
    if (before !== undefined && clusters.has(before.cluster.name)) {
      if (before.body === bodyOf(input)) return { cluster: before.cluster };
      throw new InvalidParameterException({ message: "The token was used with other parameters." });
    }
    if (clusters.has(name)) throw new ResourceInUseException({ message: `Cluster already exists: ${name}` });
    const now = Date.now();
    const cluster = {
      name,
      arn: `arn:aws:eks:us-east-1:123456789012:cluster/${name}`,
      createdAt: new Date(now),
      status: "PENDING",
      tags: tags ?? {},
      connectorConfig: {
        activationId: randomUUID(),
        activationCode: randomUUID(),
        activationExpiry: new Date(now + 72 * 3_600_000 - 500),
        provider: connectorConfig.provider,
        roleArn: connectorConfig.roleArn,
      },
    };
    clusters.set(name, cluster);
    if (token !== undefined) tokens.set(token, { cluster, body: bodyOf(input) });
    return { cluster };
  },
  DescribeCluster: async ({ name }) => ({ cluster: shown(found(name)) }),
  DeregisterCluster: async ({ name }) => {
    const cluster = found(name);
    clusters.delete(name);
    return { cluster: { ...shown(cluster), status: "DELETING" } };
  },
  ListClusters: async ({ maxResults = 100, nextToken, include = [] }) => {
    // The model's enum may not have an empty value, so the handler checks what the model cannot say.
    if (include.some((value) => !["all", ""].includes(value))) {
      throw new InvalidParameterException({ message: "include must be one of [all]" });
    }
    const after = nextToken === undefined ? "" : Buffer.from(nextToken, "base64url").toString();
    // Connected clusters, and there are no others here, are listed where all are asked for.
    const names = include.includes("all") ? [...clusters.keys()].sort().filter((name) => name > after) : [];
    const page = names.slice(0, maxResults);
    const more = page.length < names.length;
    return { clusters: page, nextToken: more ? Buffer.from(page.at(-1)).toString("base64url") : undefined };
  },
};

const handler = getRegistrationServiceHandler(service, (_context, failures) => {
  const complaints = failures.map(({ path, constraintType }) => `${path}: ${constraintType}`);
  return new InvalidParameterException({ message: complaints.join("; ") });
});

createServer(async (request, response) => {
  writeResponse(await handler.handle(convertRequest(request), {}), response);
}).listen(Number(process.argv[2]), "127.0.0.1");
