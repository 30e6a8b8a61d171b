import type { Console } from "#cli/console.ts";

/** The flags of `iam-policy`. An account or Region that no flag names is a wildcard in the policy. */
export interface IamPolicyFlags {
  /** Prints what `run --read-only` needs instead. */
  readonly readOnly?: boolean;
  /** Prints the trust policy of the connector role instead. */
  readonly roleTrust?: boolean;
  /** Twelve digits. */
  readonly sandboxAccount?: string;
  readonly region?: string;
  /** Connector role that the caller may pass to EKS. Default: AmazonEKSConnectorAgentRole. */
  readonly roleArn?: string;
}

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource?: string;
  readonly Principal?: { readonly Service: string };
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, string | readonly string[]>> };
}

/** Prints a policy document as the AWS CLI takes it from a file. */
export function iamPolicyCommand(flags: IamPolicyFlags, console: Console): number {
  const forCaller = flags.readOnly === true ? readingPolicy : callerPolicy;
  const statements = flags.roleTrust === true ? roleTrust() : forCaller(flags);
  console.print(JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2));
  return 0;
}

/** Lists and descriptions of whatever there is; the lists have no resource that a policy could name. */
function readingPolicy({ region }: IamPolicyFlags): Statement[] {
  return [
    {
      Sid: "ReadAllOfEks",
      Effect: "Allow",
      Action: ["eks:List*", "eks:Describe*"],
      Resource: "*",
      Condition: inRegion(region),
    },
  ];
}

function inRegion(region: string | undefined): Statement["Condition"] {
  return region === undefined ? undefined : { StringEquals: { "aws:RequestedRegion": region } };
}

const CONNECTOR = "eks-connector.amazonaws.com";

/**
 * What the caller may do: the operations that the suite calls, the tags it registers with, and what EKS does in
 * the caller's name ("Connecting a cluster" and "Using roles to connect a Kubernetes cluster", EKS user guide; Service
 * Authorization Reference, Amazon EKS). Asking STS who one is needs nothing. The connector is in the commercial
 * partition only.
 */
function callerPolicy({ sandboxAccount = "*", region, roleArn }: IamPolicyFlags): Statement[] {
  return [
    {
      // Neither has a resource that a policy could name.
      Sid: "RegisterAndList",
      Effect: "Allow",
      Action: ["eks:RegisterCluster", "eks:ListClusters"],
      Resource: "*",
      Condition: inRegion(region),
    },
    {
      Sid: "DescribeTagAndDeregister",
      Effect: "Allow",
      Action: [
        "eks:DescribeCluster",
        "eks:DeregisterCluster",
        "eks:ListTagsForResource",
        "eks:TagResource",
        "eks:UntagResource",
      ],
      Resource: `arn:aws:eks:${region ?? "*"}:${sandboxAccount}:cluster/*`,
    },
    {
      Sid: "ActivationsOfTheConnector",
      Effect: "Allow",
      Action: ["ssm:CreateActivation", "ssm:DeleteActivation", "ssm:DeregisterManagedInstance"],
      Resource: "*",
      Condition: inRegion(region),
    },
    {
      Sid: "PassTheConnectorRole",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: roleArn ?? `arn:aws:iam::${sandboxAccount}:role/AmazonEKSConnectorAgentRole`,
      // The sources differ on which of the two the role is passed to.
      Condition: { StringEquals: { "iam:PassedToService": ["eks.amazonaws.com", "ssm.amazonaws.com"] } },
    },
    {
      // The first registration in an account makes it, and it stays.
      Sid: "MakeTheServiceLinkedRole",
      Effect: "Allow",
      Action: ["iam:CreateServiceLinkedRole"],
      Resource: `arn:aws:iam::${sandboxAccount}:role/aws-service-role/${CONNECTOR}/AWSServiceRoleForAmazonEKSConnector`,
      Condition: { StringEquals: { "iam:AWSServiceName": CONNECTOR } },
    },
  ];
}

/** Who may take the connector role: the SSM agent in the connected cluster ("Amazon EKS connector IAM role"). */
function roleTrust(): Statement[] {
  return [
    {
      Sid: "SSMAccess",
      Effect: "Allow",
      Action: ["sts:AssumeRole"],
      Principal: { Service: "ssm.amazonaws.com" },
    },
  ];
}
