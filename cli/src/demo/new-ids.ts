/** The ids that an account gave, by those that an inventory has. */
export interface NewIds {
  readonly known: ReadonlyMap<string, string>;
  readonly add: (described: string | undefined, created: string | undefined) => void;
  /** Throws where nothing was created for it. */
  readonly of: (described: string | undefined) => string;
}

export function newIds(): NewIds {
  const known = new Map<string, string>();
  return {
    known,
    add: (described, created) => {
      if (described === undefined || created === undefined) throw new Error(`${described}: was not created`);
      known.set(described, created);
    },
    of: (described = '') => {
      const created = known.get(described);
      if (created === undefined) throw new Error(`${described}: nothing was created for it`);
      return created;
    },
  };
}
