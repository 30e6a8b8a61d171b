import { valueText } from "#reference/value-text.ts";
import type { World } from "#reference/service/world.ts";

/** Ends of ARNs. Source: Service Authorization Reference, resource types defined by Amazon EKS. */
export const EKS_ARNS: World["arns"] = {
  cluster: ({ ids }) => `cluster/${ids.join("/")}`,
  "registered-cluster": ({ ids }) => `cluster/${ids.join("/")}`,
  nodegroup: ({ ids, uuid }) => `nodegroup/${ids.join("/")}/${uuid()}`,
  "fargate-profile": ({ ids, uuid }) => `fargateprofile/${ids.join("/")}/${uuid()}`,
  addon: ({ ids, uuid }) => `addon/${ids.join("/")}/${uuid()}`,
  "access-entry": ({ ids: [cluster = "", principal = ""], account, uuid }) => {
    return `access-entry/${cluster}/role/${account}/${principal.slice(principal.lastIndexOf("/") + 1)}/${uuid()}`;
  },
  "pod-identity-association": ({ ids }) => `podidentityassociation/${ids.join("/")}`,
  "identity-provider-config": ({ ids: [cluster, name], uuid }) => {
    return `identityproviderconfig/${cluster}/oidc/${name}/${uuid()}`;
  },
  capability: ({ ids: [cluster, name], input, uuid }) => {
    return `capability/${cluster}/${valueText(input["type"]).toLowerCase()}/${name}/${uuid()}`;
  },
  "eks-anywhere-subscription": ({ ids }) => `eks-anywhere-subscription/${ids.join("/")}`,
};

/** Identities of another form than a UUID. */
export const EKS_IDS: World["ids"] = {
  "pod-identity-association": ({ uuid }) => `a-${uuid().replaceAll("-", "").slice(0, 17)}`,
};
