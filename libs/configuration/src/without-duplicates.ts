import { z } from 'zod';

/** A list in which each string may be once: Terraform has no two resources of one name. */
export function withoutDuplicates<Element extends z.ZodType<string>>(element: Element) {
  return z
    .array(element)
    .superRefine((values, context) => {
      for (const [index, value] of values.entries()) {
        if (values.indexOf(value) === index) continue;
        context.addIssue({
          code: 'custom',
          path: [index],
          message: `must be in the list once, is ${value} again`,
        });
      }
    })
    .meta({ uniqueItems: true });
}
