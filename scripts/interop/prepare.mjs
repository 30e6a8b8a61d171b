/** Ordinary clusters, so that there is something to list, page and describe where nothing can be registered. */
export const PREPARED = ["interop-a", "interop-b", "interop-c"];

/** The request that makes one, as a record has requests. */
export function creation(name) {
  const text = JSON.stringify({
    name,
    roleArn: "arn:aws:iam::123456789012:role/eks",
    resourcesVpcConfig: { subnetIds: ["subnet-1", "subnet-2"] },
  });
  return { method: "POST", path: "/clusters", headers: [["content-type", "application/json"]], body: { text } };
}
