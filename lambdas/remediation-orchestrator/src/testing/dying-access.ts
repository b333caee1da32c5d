import type { AccountAccess } from '../domain/account-access';

/** Where the function dies: right before or right after its n-th write, counted from 0. */
export interface Death {
  readonly write: number;
  readonly when: 'before' | 'after';
}

const READS = ['find', 'attachedTo'];

/** Access that works up to a write at which the function dies; every later call works again. */
export function dyingAccess(access: AccountAccess, { write, when }: Death): AccountAccess {
  let writes = 0;
  const dying = (call: (...input: unknown[]) => Promise<unknown>) => {
    return async (...input: unknown[]) => {
      const isLast = writes++ === write;
      if (isLast && when === 'before') throw new Error('the function died');
      await call(...input);
      if (isLast) throw new Error('the function died');
    };
  };
  const parts = Object.entries(access).map(([name, part]) => [
    name,
    Object.fromEntries(
      Object.entries(part as object).map(([member, value]) => [
        member,
        READS.includes(member) || typeof value !== 'function' ? value : dying(value),
      ]),
    ),
  ]);
  return Object.fromEntries(parts) as AccountAccess;
}
