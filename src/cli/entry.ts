/** The program's first file. It loads nothing before it knows that this Node can run the rest. */
import { chunksIn } from './chunks.ts';

const NEEDED = [22, 13] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  process.stderr.write(
    `sentinel needs Node ${NEEDED.join('.')} or newer, and this is ${process.version} (${process.execPath})\n`,
  );
  process.exitCode = 1;
} else {
  const { main } = chunksIn(import.meta.dirname).load('main.js') as typeof import('./main.ts');
  void main(process.argv.slice(2));
}
