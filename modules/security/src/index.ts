export { type AnyResource, anyResource, type PolicyStatement } from './policy-statement';
export { EncryptionKey, type EncryptionKeyProps } from './encryption-key';
export { Role, type RoleProps, type TrustedPrincipal } from './role';
export { policyDocument, type ResourcePolicyStatement } from './policy-document';
