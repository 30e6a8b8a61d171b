import assert from "node:assert/strict";
import { clientOf, NEW_CLUSTER } from "./client.mjs";

/** Looks at nothing but whether a request succeeded. */
export async function weak(endpoint, signal) {
  const ask = clientOf(endpoint, signal);
  const succeeds = ({ status }) => assert.ok(status < 300);
  for (const name of ["one", "two"]) {
    succeeds(await ask("POST", "/clusters", { ...NEW_CLUSTER, name }));
    succeeds(await ask("GET", `/clusters/${name}`));
  }
  const { json } = await ask("GET", "/clusters/one");
  succeeds(await ask("GET", "/clusters"));
  succeeds(await ask("GET", "/clusters?maxResults=1"));
  const arn = encodeURIComponent(json?.cluster?.arn ?? "");
  await ask("POST", `/tags/${arn}`, { tags: { more: "yes" } });
  await ask("GET", `/tags/${arn}`);
  await ask("GET", "/clusters/one");
  await ask("GET", "/clusters/absent");
  for (const name of ["one", "two"]) await ask("DELETE", `/clusters/${name}`);
  await ask("GET", "/clusters/one");
  await ask("GET", "/clusters");
}

/** Looks at what was answered: the echo, the list and its pages, errors, tags, what changes and what goes. */
export async function strong(endpoint, signal) {
  const ask = clientOf(endpoint, signal);
  const { tags } = NEW_CLUSTER;
  for (const name of ["one", "two"]) {
    looksLike(succeeded(await ask("POST", "/clusters", { ...NEW_CLUSTER, name })), { name, status: "CREATING", tags });
    looksLike(await ready(ask, name), { name, status: "ACTIVE", tags });
  }
  assert.deepEqual(succeeded(await ask("GET", "/clusters")).clusters.sort(), ["one", "two"]);
  const first = succeeded(await ask("GET", "/clusters?maxResults=1"));
  const token = encodeURIComponent(first.nextToken);
  const second = succeeded(await ask("GET", `/clusters?maxResults=1&nextToken=${token}`));
  assert.deepEqual([...first.clusters, ...second.clusters].sort(), ["one", "two"]);
  assert.equal(second.nextToken ?? null, null);

  const { arn } = succeeded(await ask("GET", "/clusters/one")).cluster;
  succeeded(await ask("POST", `/tags/${encodeURIComponent(arn)}`, { tags: { more: "yes" } }));
  const more = { ...tags, more: "yes" };
  assert.deepEqual(succeeded(await ask("GET", `/tags/${encodeURIComponent(arn)}`)).tags, more);
  looksLike(succeeded(await ask("GET", "/clusters/one")), { name: "one", status: "ACTIVE", tags: more });

  refused(await ask("GET", "/clusters/absent"));
  for (const name of ["one", "two"]) {
    const json = succeeded(await ask("DELETE", `/clusters/${name}`));
    looksLike(json, { name, status: "DELETING", tags: name === "one" ? more : tags });
  }
  refused(await ask("GET", "/clusters/one"));
  assert.deepEqual(succeeded(await ask("GET", "/clusters")).clusters, []);
}

/** As a waiter does, but sooner; a cluster that is never ready keeps it for ever. */
async function ready(ask, name) {
  for (;;) {
    const json = succeeded(await ask("GET", `/clusters/${name}`));
    if (json.cluster?.status !== "CREATING" && json.cluster?.status !== "PENDING") return json;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function looksLike({ cluster }, { name, status, tags }) {
  assert.equal(cluster.name, name);
  assert.match(cluster.arn, new RegExp(`^arn:aws:eks:[a-z0-9-]+:\\d{12}:cluster/${name}$`));
  assert.equal(cluster.status, status);
  assert.equal(cluster.version, NEW_CLUSTER.version);
  assert.equal(cluster.roleArn, NEW_CLUSTER.roleArn);
  assert.deepEqual(cluster.resourcesVpcConfig.subnetIds, NEW_CLUSTER.resourcesVpcConfig.subnetIds);
  assert.deepEqual(cluster.tags, tags);
  assert.equal(typeof cluster.createdAt, "number");
  assert.ok(Math.abs(cluster.createdAt - Date.now() / 1000) < 3600);
}

function succeeded({ status, type, json }) {
  assert.equal(status, 200);
  assert.match(type, /^application\/json/);
  return json;
}

function refused({ status, error, json }) {
  assert.equal(status, 404);
  assert.equal(error, "ResourceNotFoundException");
  assert.ok(json.message.length > 0);
}
