/**
 * A process of its own that writes to a store: `ADDRESS NAME COUNT`. Each commit admits, writes a record and logs; when the
 * store has confirmed it, the line `ID MILLISECONDS` goes to standard output, with how long it took.
 */
import { writeSync } from 'node:fs';
import { openStore } from './state-stores.ts';

const [address = '', name = '', count = ''] = process.argv.slice(2);
const store = await openStore(address);
const limit = { key: 'policy/limit', rates: [{ count: 1_000_000, per: 3_600_000 }] };
for (let i = 0; i < Number(count); i++) {
  const id = `${name}-${i}`;
  const began = performance.now();
  const outcome = await store.commit({
    writes: [{ key: `start/${id}`, value: { id }, version: 0 }],
    audit: [
      { type: 'admission', actor: { name, verified: false }, subject: { id }, why: 'the writer goes on' },
    ],
    admission: { id, limits: [limit] },
  });
  if (!outcome.committed) throw new Error(`${id} was refused: ${JSON.stringify(outcome.refusal)}`);
  writeSync(1, `${id} ${Math.round(performance.now() - began)}\n`);
}
await store.close();
