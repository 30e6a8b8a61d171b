/** A client of EKS as small as it can be, which asks again where it is to wait, as AWS's SDKs do. */
export function clientOf(endpoint, signal) {
  return async function ask(method, path, body, attempts = 3) {
    const response = await fetch(endpoint + path, {
      method,
      signal,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const { status, headers } = response;
    if ((status === 429 || status >= 500) && attempts > 1) return ask(method, path, body, attempts - 1);
    const error = headers.get("x-amzn-errortype") ?? undefined;
    return { status, type: headers.get("content-type"), error, json: text === "" ? undefined : JSON.parse(text) };
  };
}

export const NEW_CLUSTER = {
  name: "one",
  version: "1.31",
  roleArn: "arn:aws:iam::111122223333:role/eks",
  resourcesVpcConfig: { subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"] },
  tags: { team: "a", stage: "test" },
};
