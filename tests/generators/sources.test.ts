import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";

const FOLDER = new URL("../../generators/", import.meta.url);
/** Names of the registration's members and values; the generators must get them from the schema. */
const FIELDS =
  /connectorConfig|roleArn|clientRequestToken|\btags\b\s*[?:.\]]|EKS_ANYWHERE|ANTHOS|OPENSHIFT|TANZU|RANCHER|activationCode/;

describe("generators", () => {
  test.each(readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts")))(
    "%s knows no field of the registration",
    (file) => {
      const code = readFileSync(new URL(file, FOLDER), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
      expect(code).not.toMatch(FIELDS);
    },
  );
});
