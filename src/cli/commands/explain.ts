import { diagnosticPage, explain as explainRule, Refusal } from '../../app/index.ts';
import { codes, isCode } from '../../plan/codes/index.ts';
import type { ExitCode } from '../../plan/decision.ts';
import { suggestName } from '../../plan/did-you-mean.ts';
import type { Arguments, Command } from '../arguments/command.ts';
import { policyOptions, releaseOptions, storeOptions } from '../arguments/options.ts';
import { usage } from '../arguments/parse.ts';
import { show } from '../render/deliver.ts';
import { explainForms } from '../render/explain.ts';
import { progressDisplay, showing } from '../render/progress.ts';
import type { Session } from '../session.ts';
import { contextRequest } from './request.ts';

export const explain: Command = {
  name: 'explain',
  summary: 'show why a rule says what it says, or what a diagnostic code means',
  operands: { usage: 'RULE | CODE', least: 1, most: 1 },
  options: ['why-not', 'at', ...releaseOptions, ...policyOptions, ...storeOptions],
  formats: ['text', 'json'],
  examples: [
    { line: 'explain disk --env prod', says: 'The tree of its conditions with every value.' },
    { line: 'explain slo --env prod --why-not', says: 'The smallest change of facts that would turn it.' },
    { line: 'explain SEN1401', says: 'The page of a diagnostic.' },
  ],
  async run(args, session) {
    const [name = ''] = args.operands;
    return /^SEN\d+$/iu.test(name) ? explainCode(name.toUpperCase(), session) : judge(name, args, session);
  },
};

function explainCode(code: string, { stdout }: Session): ExitCode {
  if (!isCode(code))
    throw new Refusal([usage(`there is no code \`${code}\``, suggestName(code, Object.keys(codes)))]);
  const page = diagnosticPage(code);
  stdout.lines(
    page
      .trimEnd()
      .split('\n')
      .map((line) => [line]),
  );
  return 0;
}

async function judge(rule: string, args: Arguments, session: Session): Promise<ExitCode> {
  const report = await showing(progressDisplay(session.stderr, session.verbose), (listener) =>
    explainRule(
      { ...contextRequest(args, session, listener), rule, whyNot: args.has('why-not') },
      session.host,
    ),
  );
  await show(report, explainForms(report), args, session);
  return 0;
}
