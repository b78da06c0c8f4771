/** Where a cursor stands, told from the text before it alone, so that the text behind it may be half-written. */
import type { Path } from '../language/schema.ts';

export interface Place {
  /** Leads to the map whose key, or to the value, that is being written. */
  readonly path: Path;
  /** `either`: where no `:` has been written yet, it may be a key of the map or the value itself. */
  readonly role: 'key' | 'value' | 'either';
  /** What stands of it before the cursor, without an opening quote. */
  readonly written: string;
  /** The quote that is open around it. */
  readonly quote?: string;
}
