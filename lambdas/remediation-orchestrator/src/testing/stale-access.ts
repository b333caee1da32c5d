import type { AccountAccess } from '../domain/account-access';

type Find = (...input: unknown[]) => Promise<unknown>;

/** Access that shows the state before a write for so many reads after it, as EC2 and S3 may do for a while. */
export function staleAccess(access: AccountAccess, staleReads: number): AccountAccess {
  const parts = Object.entries(access).map(([name, part]) => {
    const { find } = part as { readonly find: Find };
    let shown: unknown;
    let left = 0;
    const members = Object.entries(part as object).map(([member, value]) => {
      if (typeof value !== 'function' || member === 'attachedTo') return [member, value];
      if (member === 'find') {
        return [
          member,
          async (...input: unknown[]) => {
            if (left > 0 && left--) return structuredClone(shown);
            shown = structuredClone(await find(...input));
            return structuredClone(shown);
          },
        ];
      }
      return [
        member,
        async (...input: unknown[]) => {
          left = staleReads;
          return (value as Find)(...input);
        },
      ];
    });
    return [name, Object.fromEntries(members) as object];
  });
  return Object.fromEntries(parts) as AccountAccess;
}
