/** The program's first file. It loads nothing before it knows that this Node can run the rest. */
import module from 'node:module';
import { join } from 'node:path';

const NEEDED = [22, 13] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  process.stderr.write(
    `sentinel needs Node ${NEEDED.join('.')} or newer, and this is ${process.version} (${process.execPath})\n`,
  );
  process.exitCode = 1;
} else {
  // The cache lies with the program, where nobody can write who could not change the program itself.
  module.enableCompileCache(join(import.meta.dirname, 'cache'));
  void import('./main.ts').then(({ main }) => main());
}
