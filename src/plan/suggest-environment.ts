import { didYouMean } from './did-you-mean.ts';

/** Names that teams use for the same place. */
const alike: readonly (readonly string[])[] = [
  ['prod', 'production', 'prd', 'live'],
  ['stage', 'staging', 'stg', 'preprod', 'pre-production'],
  ['test', 'testing', 'qa', 'uat'],
  ['dev', 'development', 'local'],
];

/** The declared environment that was probably meant: another word for the same place, or a slip of the fingers. */
export function suggestEnvironment(written: string, declared: readonly string[]): string | undefined {
  const words = alike.find((group) => group.includes(written.toLowerCase())) ?? [];
  const same = declared.filter((name) => words.includes(name.toLowerCase()));
  return same.length === 1 ? same[0] : didYouMean(written, declared);
}
