/** How a kind of text log writes the names of its fields among its lines, and parts the fields. */
export interface HeaderSyntax {
  /** What parts fields, where the kind writes something for an empty one: two in a row never stand in a sound line. */
  readonly delimiter?: string;
  /** Occurs in every header line, and hardly ever elsewhere. */
  readonly marker: string;
  /** What a line is: null for a record, else the fields that it names (null: a comment that names none). */
  readonly read: (line: string) => { readonly fields: readonly string[] | null } | null;
}
