/** Stands for `Resource: "*"`, which only actions without resource-level permissions may have. */
export interface AnyResource {
  readonly reason: string;
}

/** What a role may do. Conditions are in the form of an IAM policy: operator, key, values. */
export interface PolicyStatement {
  /** IAM actions such as `s3:GetObject`; a `*` alone is refused. */
  readonly actions: readonly string[];
  /** ARNs, or the reason why AWS offers no narrower scope for these actions. */
  readonly resources: readonly string[] | AnyResource;
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Use where AWS has no resource-level permissions for the actions; the reason is kept beside the emitted policy. */
export function anyResource(reason: string): AnyResource {
  return { reason };
}

export function isAnyResource(resources: PolicyStatement['resources']): resources is AnyResource {
  return 'reason' in resources;
}
