/** A request as a record has requests, as far as it takes to send it. */
export interface RequestToSend {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: { readonly text?: string; readonly base64?: string };
}

/** Ordinary clusters, so that there is something to list, page and describe where nothing can be registered. */
export const PREPARED: readonly string[] = ["interop-a", "interop-b", "interop-c"];

/** The request that makes one. */
export function creation(name: string): RequestToSend & { readonly body: { readonly text: string } } {
  const text = JSON.stringify({
    name,
    roleArn: "arn:aws:iam::123456789012:role/eks",
    resourcesVpcConfig: { subnetIds: ["subnet-1", "subnet-2"] },
  });
  return { method: "POST", path: "/clusters", headers: [["content-type", "application/json"]], body: { text } };
}
