export type OperationName = "RegisterCluster" | "DeregisterCluster" | "DescribeCluster" | "ListClusters";

export interface RoutedOperation {
  readonly operation: OperationName;
  /** The path's `{name}` as sent, percent-encoded; empty where the path has none. */
  readonly label: string;
}
