/** Questions about the concrete syntax of the `yaml` package. */
import type { CST } from 'yaml';

/** What cannot stand behind a value. */
export function firstJunk(tokens: readonly CST.SourceToken[] | undefined): CST.SourceToken | undefined {
  return tokens?.find(({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment');
}

export function hasColon(tokens: readonly CST.SourceToken[]): boolean {
  return tokens.some(({ type }) => type === 'map-value-ind');
}

/** Where an item begins: at its `-`, its key, its `:` or its value. */
export function startOf(item: CST.CollectionItem | undefined): number | undefined {
  const dash = item?.start.find(
    (token) => token.type === 'seq-item-ind' || token.type === 'explicit-key-ind',
  );
  return (dash ?? item?.key ?? item?.sep?.[0] ?? item?.value)?.offset;
}

export function endOf(token: CST.Token): number {
  return token.offset + ('source' in token ? token.source.length : 1);
}
