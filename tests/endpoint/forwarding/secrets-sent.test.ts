import { expect, test } from "@jest/globals";
import { secretsSent } from "../../../endpoint/forwarding/secrets-sent.ts";

const SCOPE = "20261128/us-east-1/eks/aws4_request";

test("the access key's id and the session token of a signed request", () => {
  const headers = [
    ["Authorization", `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${SCOPE}, SignedHeaders=host, Signature=00`],
    ["X-Amz-Security-Token", "a-session-token"],
  ] as const;
  expect(secretsSent({ method: "GET", path: "/clusters", headers })).toEqual(["AKIDEXAMPLE", "a-session-token"]);
});

test("those of a request that is signed in its query", () => {
  const query = new URLSearchParams({ "X-Amz-Credential": `AKIDEXAMPLE/${SCOPE}`, "X-Amz-Security-Token": "a/b" });
  expect(secretsSent({ method: "GET", path: `/clusters?${query}`, headers: [] })).toEqual(["AKIDEXAMPLE", "a/b"]);
});

test("none of a request that is not signed", () => {
  expect(secretsSent({ method: "GET", path: "/clusters?a=b", headers: [] })).toEqual([]);
});
