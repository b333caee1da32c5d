/** A Name tag as every describe call prints it. */
export function nameTag(name: string): readonly { readonly Key: string; readonly Value: string }[] {
  return [{ Key: 'Name', Value: name }];
}
