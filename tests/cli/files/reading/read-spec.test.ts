import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readSpec } from "#cli/files/reading/read-spec.ts";
import { createServiceReference } from "#reference/service/service-reference.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import { post } from "#tests/reference/service/exchange.ts";

const NAME_MAX = 50;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "spec-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** AWS's model of EKS, but that a name has fifty characters at most. */
function editedModel(): string {
  const text = readFileSync(new URL("../../../../spec/eks/openapi.json", import.meta.url), "utf8");
  const file = join(folder, "edited.json");
  writeFileSync(file, text.replaceAll(/"maxLength": 100\b/g, `"maxLength": ${NAME_MAX}`));
  return file;
}

test("a model of EKS from a file is judged against a server of that model", async () => {
  const { served } = readSpec(editedModel());
  const reference = createServiceReference(serviceOf(served ?? "eks"));
  const cluster = { roleArn: "arn:aws:iam::123456789012:role/r", resourcesVpcConfig: { subnetIds: ["subnet-a"] } };
  const statusOf = async (name: string) => (await post(reference, "/clusters", { ...cluster, name })).status;
  expect(await statusOf("a".repeat(NAME_MAX))).toBe(200);
  expect(await statusOf("a".repeat(NAME_MAX + 1))).toBe(400);
  expect((await post(reference, "/clusters", { ...cluster, name: "arn" })).json).toMatchObject({
    cluster: { arn: expect.stringMatching(/^arn:aws:eks:/) },
  });
});

test("a name that is nearly one of those built in is told which", () => {
  expect(() => readSpec("ekss")).toThrow(
    "--spec ekss: no such file, and not register-cluster or eks; did you mean eks?",
  );
  expect(() => readSpec("registercluster")).toThrow("did you mean register-cluster?");
});

test("a table with a name that the model leaves no room for is refused", () => {
  const widgets = new URL("../../../helpers/widgets/", import.meta.url);
  const file = join(folder, "widgets.yaml");
  const model = readFileSync(new URL("widgets.openapi.yaml", widgets), "utf8");
  writeFileSync(file, model.replace(/maxLength: 30, pattern: "[^"]*"/, 'pattern: "[0-9]{5}"'));
  writeFileSync(join(folder, "widgets.resources.yaml"), readFileSync(new URL("widgets.resources.yaml", widgets)));
  expect(() => readSpec(file)).toThrow(
    `no fresh name fits for $new in the input of MakeBox in ${join(folder, "widgets.resources.yaml")}`,
  );
});
