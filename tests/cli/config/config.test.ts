import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Command } from "commander";
import { applyConfig } from "#cli/config/apply-config.ts";
import { addConfigFlags } from "#cli/config/config-flags.ts";
import { readConfig } from "#cli/config/read-config.ts";
import { addRunFlags, addStartFlags } from "#cli/flags/add-run-flags.ts";
import { startCli, withFolder } from "#tests/helpers/cli-process.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "eks-conformance-test-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function save(text: string, name = "eks-conformance.config.yaml"): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** The flags of a run with these words, in the folder of the config file. */
function flagsOf(...words: readonly string[]): Record<string, unknown> {
  const command = addConfigFlags(addStartFlags(addRunFlags(new Command("run"))).option("--kill-matrix <file>"));
  command.exitOverride().parse(words, { from: "user" });
  applyConfig(command, folder);
  return command.opts();
}

const TARGETS = `
target: moto
seed: 7
rps: 3
select: [register.*, list.*]
level: must
targets:
  moto: { command: moto_server -p 5000, endpoint-url: "http://127.0.0.1:5000", wait-for-target: 30 }
  sandbox: { aws: true, region: us-west-2, sandbox-account: "111122223333", rps: 1, sign: true }
  open: { endpoint-url: "http://127.0.0.1:4566", sign: false, feature: { auth: absent }, format: [json, junit] }
`;

describe("settings", () => {
  test("those of the target named in the file count", () => {
    save(TARGETS);
    expect(flagsOf()).toMatchObject({
      command: "moto_server -p 5000",
      endpointUrl: "http://127.0.0.1:5000",
      waitForTarget: 30,
      seed: 7,
      rps: 3,
      select: ["register.*", "list.*"],
      level: "MUST",
    });
  });

  test("--target takes another, whose settings lie over the common ones", () => {
    save(TARGETS);
    expect(flagsOf("--target", "sandbox")).toMatchObject({
      aws: true,
      sandboxAccount: "111122223333",
      rps: 1,
      seed: 7,
    });
    expect(flagsOf("--target", "open")).toMatchObject({
      sign: false,
      feature: { auth: "absent" },
      format: ["json", "junit"],
    });
  });

  test("flags win, and one that names a place puts the file's out of force", () => {
    save(TARGETS);
    const flags = flagsOf("--endpoint-url", "http://127.0.0.1:1", "--seed", "1", "--select", "describe.*");
    expect(flags).toMatchObject({ endpointUrl: "http://127.0.0.1:1", seed: 1, select: ["describe.*"], rps: 3 });
    expect(flags["command"]).toBeUndefined();
  });

  test("--no-config reads none, --config another, a .json too", () => {
    save("seed: 1");
    const other = save('{"seed": 2}', "other.json");
    expect(flagsOf("--no-config")["seed"]).toBeUndefined();
    expect(flagsOf("--config", other)["seed"]).toBe(2);
  });
});

describe("a path", () => {
  test("starts at the folder of the file; what is built in, and what is absolute, is taken as it is", () => {
    for (const name of ["kf.yaml", "spec.yaml"]) save("", name);
    const file = save("expectations: kf.yaml\nout: results\nca: /dev/null\nspec: spec.yaml\n", "c.yaml");
    expect(flagsOf("--config", file)).toMatchObject({
      expectations: join(folder, "kf.yaml"),
      out: join(folder, "results"),
      ca: "/dev/null",
      spec: join(folder, "spec.yaml"),
    });
    expect(flagsOf("--config", save("spec: eks", "d.yaml"))["spec"]).toBe("eks");
  });

  test("to a file that is not there is told with the config file, unless a flag names another", () => {
    const file = save("expectations: nowhere.yaml", "c.yaml");
    expect(() => flagsOf("--config", file)).toThrow(
      `${file}: expectations: ${join(folder, "nowhere.yaml")}: no such file`,
    );
    expect(flagsOf("--config", file, "--expectations", "mine.yaml")["expectations"]).toBe("mine.yaml");
  });
});

describe("is refused in one line with file and line", () => {
  test.each<[text: string, says: RegExp]>([
    ["seed: [1", /config\.yaml:\d+:\d+: not YAML: /],
    ["- 1", /config\.yaml: give settings/],
    ["seed: 1\nendpont-url: http://x", /config\.yaml:2: there is no setting endpont-url; the closest is endpoint-url/],
    ["targets:\n  moto:\n    sed: 1", /config\.yaml:3: there is no setting sed; the closest is seed$/],
    ["kind: elephant", /config\.yaml:1: kind must be equal to one of the allowed values: reference, emulator, aws/],
    ["format: [htm]", /config\.yaml:1: format\.0 must be equal to one of the allowed values: html, json, /],
    ["format: 3", /config\.yaml:1: format must be string or array$/],
    ["select: [1]", /config\.yaml:1: select\.0 must be string$/],
    ["zzzz: 1", /config\.yaml:1: there is no setting zzzz$/],
    ["seed: 1\nquiet: true", /config\.yaml:2: quiet is a flag and no setting, .*: give --quiet$/],
    ["shard: 1/2", /shard is a flag and no setting/],
    ["sandbox-account: 111122223333", /config\.yaml:1: sandbox-account must be string/],
    ["secret-access-key: x", /secret-access-key has no place in a config file; set AWS_ACCESS_KEY_ID/],
    ["endpoint-url: http://me:pass@localhost", /endpoint-url holds a secret/],
    ["command: env AWS_SECRET_ACCESS_KEY=x moto", /command holds a secret/],
    ["out: AKIAIOSFODNN7EXAMPLE", /out holds a secret; .* profile/],
  ])("%j", (text, says) => {
    expect(() => readConfig(save(text))).toThrow(says);
  });

  test.each<[text: string, words: string[], says: RegExp]>([
    ["aws: true\nendpoint-url: http://x", [], /aws cannot be combined with endpoint-url or command/],
    [TARGETS, ["--target", "motto"], /--target motto: .* has no such target; it has moto/],
    [TARGETS, ["--target", "toString"], /--target toString: .* has no such target; it has moto/],
    ["concurrency: 5000", [], /concurrency: Give a whole number from 1 to 1024/],
  ])("%j with %j", (text, words, says) => {
    save(text);
    expect(() => flagsOf(...words)).toThrow(says);
  });

  test("a place that the command has no flag for", () => {
    save("command: moto_server -p 5000");
    const command = addConfigFlags(addRunFlags(new Command("plan"))).parse([], { from: "user" });
    expect(() => applyConfig(command, folder)).toThrow(/config\.yaml: command is no setting of plan/);
  });

  test("two files, an ending that is none, a target without a file", () => {
    expect(() => flagsOf("--target", "moto")).toThrow(/there is no config file/);
    expect(() => flagsOf("--target", "moto", "--no-config")).toThrow(/^--target moto: --no-config ignores/);
    expect(() => readConfig("x.toml")).toThrow(/give a .yaml, .yml or .json file/);
    save("seed: 1");
    save("{}", "eks-conformance.config.json");
    expect(() => flagsOf()).toThrow(/two config files/);
  });
});

test("the schema has a setting for every flag of a run but those of one run alone", () => {
  const schema = JSON.parse(
    readFileSync(new URL("../../../cli/config/config.schema.json", import.meta.url), "utf8"),
  ) as { definitions: object };
  const command = addStartFlags(addRunFlags(new Command("run"))).option("--kill-matrix <file>");
  const flags = command.options.map(({ long }) => long?.replace(/^--(?:no-)?/, "") ?? "");
  expect(Object.keys(schema.definitions).sort()).toEqual(
    flags
      .filter((flag) => !["shard", "failed-from", "like", "like-must", "describe-existing", "share"].includes(flag))
      .sort(),
  );
});

test("a file that nobody named is told of before anything else is done", async () => {
  await withFolder(async (elsewhere) => {
    writeFileSync(join(elsewhere, "eks-conformance.config.yaml"), "expectations: kf.yaml\n");
    writeFileSync(join(elsewhere, "kf.yaml"), "no list\n");
    const { code, stderr } = await startCli(["run"], {}, elsewhere).done;
    expect(code).toBe(2);
    expect(stderr.split("\n")[0]).toBe("Settings from eks-conformance.config.yaml");
  });
});
