/** How long one small command takes, against a Node that does nothing. */
import { join } from 'node:path';
import '../scripts/build.ts';
import { commandRival, entry, nodeAlone } from './command.ts';
import { measure, printTimes, speed, type Suite } from './harness.ts';

const examples = join(import.meta.dirname, '../examples');

export const suite: Suite = {
  title: 'Start',
  about: 'One process each, in turn; `node -e 0` is 1.',
  packages: [],
  async run() {
    const lint = (name: string) =>
      commandRival(`lint ${name}`, [entry, 'lint', `${name}/sentinel.yaml`], examples);
    const rivals = [
      nodeAlone(examples),
      commandRival('version', [entry, 'version'], examples),
      lint('minimal'),
      lint('release-gate'),
    ];
    const [node, ...measures] = await measure(rivals, { batch: 0, rounds: 41 });
    if (!node) throw new Error('nothing was measured');
    printTimes([node, ...measures]);
    return measures.map((rival) => ({
      name: rival.name,
      ...speed(node, rival),
      unit: 'times' as const,
      ...(rival.name.startsWith('lint') && { atMost: 2.5 }),
    }));
  },
};
