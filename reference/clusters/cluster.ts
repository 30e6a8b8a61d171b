/** Values by key, in the order in which they were set. */
export type Tags = ReadonlyMap<string, string>;

/** RegisterCluster's input as read from JSON: the types hold, the constraints are not checked yet. */
export interface RegistrationInput {
  readonly name: string | undefined;
  readonly connectorConfig: ConnectorConfigInput | undefined;
  readonly clientRequestToken: string | undefined;
  readonly tags: Tags | undefined;
}

export interface ConnectorConfigInput {
  readonly roleArn: string | undefined;
  readonly provider: string | undefined;
}

export function tagKeys({ tags }: RegistrationInput): Iterable<string> {
  return tags?.keys() ?? [];
}

export function tagValues({ tags }: RegistrationInput): Iterable<string> {
  return tags?.values() ?? [];
}

/** RegisterCluster's input with its constraints kept. */
export interface Registration {
  readonly name: string;
  readonly roleArn: string;
  readonly provider: string;
  readonly clientRequestToken: string | undefined;
  readonly tags: Tags;
}

export interface Connector {
  readonly activationId: string;
  readonly activationCode: string;
  /** Epoch milliseconds. */
  readonly activationExpiry: number;
  readonly provider: string;
  readonly roleArn: string;
}

/** A cluster in the list of the account and Region: connected through a registration, or made by EKS itself. */
export interface Cluster {
  readonly name: string;
  readonly arn: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly status: string;
  /** Present on registered clusters only. */
  readonly connector: Connector | undefined;
  readonly clientRequestToken: string | undefined;
  readonly tags: Tags;
}
