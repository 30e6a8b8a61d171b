#!/usr/bin/env node
// An Express application as openapi-backend's manual has it: the document routes and validates, a Map stores.
import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import express from "express";
import { OpenAPIBackend } from "openapi-backend";

const [document, port] = process.argv.slice(2);
const clusters = new Map();
const tokens = new Map();

const refuse = (response, status, type, message) =>
  response.status(status).set("x-amzn-errortype", type).json({ __type: type, message });
const unknown = (response, name) =>
  refuse(response, 404, "ResourceNotFoundException", `No cluster found for name: ${name}.`);

/** As others than the registration see it: without the code. */
const shown = (cluster) => ({
  ...cluster,
  connectorConfig: { ...cluster.connectorConfig, activationCode: undefined },
});

const api = new OpenAPIBackend({
  definition: document,
  quick: true,
  ajvOpts: { strict: false },
  handlers: {
    RegisterCluster: (context, _request, response) => {
      const { name, connectorConfig, clientRequestToken, tags } = context.request.requestBody;
      const before = typeof clientRequestToken === "string" ? tokens.get(clientRequestToken) : undefined;
      if (before !== undefined && clusters.has(before.cluster.name)) {
        const same = before.body === JSON.stringify({ name, connectorConfig, tags });
        if (same) return response.json({ cluster: before.cluster });
        return refuse(response, 400, "InvalidParameterException", "The token was used with other parameters.");
      }
      if (clusters.has(name)) return refuse(response, 409, "ResourceInUseException", `Cluster already exists: ${name}`);
      const now = Date.now() / 1000;
      const cluster = {
        name,
        arn: `arn:aws:eks:us-east-1:123456789012:cluster/${name}`,
        createdAt: now,
        status: "PENDING",
        tags: tags ?? {},
        connectorConfig: {
          activationId: randomUUID(),
          activationCode: randomUUID(),
          activationExpiry: now + 3 * 24 * 3600 - 0.5,
          provider: connectorConfig.provider,
          roleArn: connectorConfig.roleArn,
        },
      };
      clusters.set(name, cluster);
      if (typeof clientRequestToken === "string") {
        tokens.set(clientRequestToken, { cluster, body: JSON.stringify({ name, connectorConfig, tags }) });
      }
      return response.json({ cluster });
    },
    DescribeCluster: (context, _request, response) => {
      const { name } = context.request.params;
      const cluster = clusters.get(name);
      return cluster === undefined ? unknown(response, name) : response.json({ cluster: shown(cluster) });
    },
    DeregisterCluster: (context, _request, response) => {
      const { name } = context.request.params;
      const cluster = clusters.get(name);
      if (cluster === undefined) return unknown(response, name);
      clusters.delete(name);
      return response.json({ cluster: { ...shown(cluster), status: "DELETING" } });
    },
    ListClusters: (context, _request, response) => {
      const { maxResults = "100", nextToken, include } = context.request.query;
      // Connected clusters, and there are no others here, are listed where all are asked for.
      const names = [include].flat().includes("all") ? [...clusters.keys()].sort() : [];
      const from =
        nextToken === undefined ? 0 : names.findIndex((name) => name > Buffer.from(nextToken, "base64").toString());
      const page = from < 0 ? [] : names.slice(from, from + Number(maxResults));
      const more = from >= 0 && from + page.length < names.length;
      return response.json({ clusters: page, nextToken: more ? Buffer.from(page.at(-1)).toString("base64") : null });
    },
    validationFail: (context, _request, response) =>
      refuse(response, 400, "InvalidParameterException", context.validation.errors.map((e) => e.message).join("; ")),
    notFound: (_context, _request, response) => refuse(response, 404, "UnknownOperationException", "not found"),
    methodNotAllowed: (_context, _request, response) =>
      refuse(response, 405, "UnknownOperationException", "method not allowed"),
    unauthorizedHandler: (_context, _request, response) =>
      refuse(response, 403, "MissingAuthenticationTokenException", "Missing Authentication Token"),
  },
});
api.registerSecurityHandler?.("sigv4", () => true);
await api.init();

const app = express();
app.use(express.json({ limit: "1mb" }));
app.use((request, response) => {
  const query = new URL(request.originalUrl, "http://localhost").search.slice(1);
  const { method, path, body, headers } = request;
  return api.handleRequest({ method, path, body, query, headers }, request, response);
});
const TYPES = { 400: "InvalidParameterException", 413: "RequestEntityTooLargeException" };
// What express.json throws, its status kept.
// eslint-disable-next-line no-unused-vars -- Express knows a handler of errors by its four parameters.
app.use((error, _request, response, _next) => {
  const status = error.status ?? 500;
  return refuse(
    response,
    status,
    TYPES[status] ?? (status < 500 ? "ClientException" : "ServerException"),
    error.message,
  );
});
app.listen(Number(port), "127.0.0.1");
