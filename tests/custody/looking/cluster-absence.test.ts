import { describe, expect, test } from "@jest/globals";
import { provesClusterAbsent } from "../../../custody/looking/cluster-absence.ts";
import { aReply, anError } from "../../suites/made-replies.ts";

const UNKNOWN = anError(404, "ResourceNotFoundException");
const REFUSED = anError(400, "InvalidParameterException");

describe("that a cluster is not there", () => {
  test("is said by the error for it", async () => {
    expect(await provesClusterAbsent({ name: "a", created: false, described: UNKNOWN }, () => false)).toBe(true);
  });

  test.each([
    ["an error", UNKNOWN],
    ["a success", aReply({ status: 200, body: {} })],
  ])(
    "is not said by %s in answer to a name that no request can address: the list decides",
    async (_what, described) => {
      const sought = { name: "", created: false, described };
      expect(await provesClusterAbsent(sought, () => false)).toBe(false);
      expect(await provesClusterAbsent(sought, () => true)).toBe(true);
    },
  );

  test("is confirmed by the list where its name is forbidden, unless it was registered once", async () => {
    const sought = { name: "not a name", described: REFUSED };
    expect(await provesClusterAbsent({ ...sought, created: false }, () => true)).toBe(true);
    expect(await provesClusterAbsent({ ...sought, created: true }, () => true)).toBe(false);
  });
});
