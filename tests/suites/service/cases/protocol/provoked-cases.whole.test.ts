// Errors that nobody can cause from outside, asked for through the hook that the reference has.
import { describe, expect, test } from "@jest/globals";
import { runWhole, type WholeRun } from "#tests/suites/service/whole-service.ts";

const SELECT = ["create-nodegroup.error.server.*", "describe.error.server.*", "delete.error.server.*"];
const provoke = (): Promise<WholeRun> => runWhole({ select: SELECT });

describe("errors asked for through a hook", () => {
  test("are judged on a server that answers them as documented, and leave nothing", async () => {
    const { verdicts, left } = await provoke();
    for (const operation of ["create-nodegroup", "describe", "delete"])
      expect(verdicts.get(`${operation}.error.server.status`)).toBe("pass");
    expect(left).toHaveLength(0);
  });

  test("with another status fail for it, and for nothing else", async () => {
    const { verdicts } = await runWhole({
      select: [...SELECT, "api.no-server-error"],
      instead: async (request, pass) => {
        const answer = await pass(request);
        return answer.status === 500 ? { ...answer, status: 502 } : answer;
      },
    });
    expect(verdicts.get("describe.error.server.status")).toBe("fail");
    expect(verdicts.get("create-nodegroup.error.server.status")).toBe("fail");
    expect(verdicts.get("describe.error.server.members")).toBe("pass");
    expect(verdicts.get("api.no-server-error")).toBe("pass");
  });
});
