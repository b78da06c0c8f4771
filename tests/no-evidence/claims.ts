/** Forms of a condition about a number `x`. Each is true where it is 0, and none where nothing is known of it. */

export interface Claim {
  readonly name: string;
  readonly of: (x: string) => string;
  /** False of a share of 100 %. */
  readonly bounds?: true;
  /** About whatever is known, also of another kind than a number. */
  readonly ofAny?: true;
}

export const claims: readonly Claim[] = [
  { name: '<', of: (x) => `${x} < 50%`, bounds: true },
  { name: '<=', of: (x) => `${x} <= 50%`, bounds: true },
  { name: '>', of: (x) => `${x} > -50%` },
  { name: '>=', of: (x) => `${x} >= -50%` },
  { name: '==', of: (x) => `${x} == 0`, bounds: true },
  { name: '!=', of: (x) => `${x} != 50%` },
  { name: 'not >', of: (x) => `not (${x} > 50%)`, bounds: true },
  { name: 'not >=', of: (x) => `not (${x} >= 50%)`, bounds: true },
  { name: 'not <', of: (x) => `not (${x} < -50%)` },
  { name: 'not ==', of: (x) => `not (${x} == 50%)` },
  { name: 'and', of: (x) => `${x} < 50% and ${x} > -50%`, bounds: true },
  { name: 'or', of: (x) => `${x} > 50% or ${x} <= 50%` },
  { name: 'neither nor', of: (x) => `not (${x} > 50% or ${x} < -50%)`, bounds: true },
  { name: 'max()', of: (x) => `max(${x}, 0) < 50%`, bounds: true },
  { name: 'min()', of: (x) => `min(${x}, 0) > -50%` },
  { name: 'abs()', of: (x) => `abs(${x}) < 50%`, bounds: true },
  { name: 'all()', of: (x) => `all([${x}], v => v < 50%)`, bounds: true },
  { name: 'any()', of: (x) => `any([${x}], v => v < 50%)`, bounds: true },
  { name: 'not any()', of: (x) => `not any([${x}], v => v > 50%)`, bounds: true },
  { name: 'in', of: (x) => `${x} in [0, 1%]`, bounds: true },
  { name: 'not in', of: (x) => `${x} not in [50%, 60%]` },
  { name: 'is not empty', of: (x) => `[${x}] is not empty`, ofAny: true },
  { name: 'len()', of: (x) => `len([${x}]) == 1`, ofAny: true },
  { name: 'sum', of: (x) => `${x} + 10% < 50%`, bounds: true },
  { name: 'difference', of: (x) => `100% - ${x} > 50%`, bounds: true },
  { name: 'product with 0', of: (x) => `${x} * 0 == 0` },
  { name: 'division by it', of: (x) => `1 / (100% + ${x}) > 50%` },
];
