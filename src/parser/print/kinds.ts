/** What the values of a policy are, by its schema: the same for both syntaxes. */
import type { ConfigSchema } from '../../plan/descriptor.ts';
import { propertyOf } from '../schema/locate.ts';

/** What a text is read as. */
export type TextKind = 'expression' | 'template' | 'text';

export function kindOf({ sentinel }: ConfigSchema): TextKind {
  switch (sentinel?.expression) {
    case 'condition':
      return 'expression';
    case 'template':
      return 'template';
    case undefined:
      return 'text';
  }
}

/** What the value of a key is. */
export function schemaOfKey(schema: ConfigSchema, key: string): ConfigSchema {
  return propertyOf(schema, key);
}

/** What an item of a list is. */
export function schemaOfItems({ items = {} }: ConfigSchema): ConfigSchema {
  return items;
}

/** What a block of a map is, whatever its name. */
export function schemaOfMembers(schema: ConfigSchema): ConfigSchema {
  return propertyOf(schema, '');
}
