import type { z } from 'zod';
import { invalid } from '../../platform/problem.ts';

/** Checks input against a schema. @throws Problem 400 with every wrong field */
export function parse<S extends z.ZodType>(schema: S, input: unknown, prefix = ''): z.output<S> {
  const result = schema.safeParse(input);
  if (!result.success) throw invalid(result.error, prefix);
  return result.data;
}
