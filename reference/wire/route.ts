export type OperationName = "RegisterCluster" | "DeregisterCluster" | "DescribeCluster" | "ListClusters" | TagOperation;

export type TagOperation = "TagResource" | "UntagResource" | "ListTagsForResource";

export interface RoutedOperation {
  readonly operation: OperationName;
  /** The path's `{name}` or `{resourceArn}` as sent, percent-encoded; empty where the path has none. */
  readonly label: string;
}
