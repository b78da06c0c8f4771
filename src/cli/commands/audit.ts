import { auditAnchor, exportAudit, pruneAudit, Refusal, verifyAudit } from '../../app/index.ts';
import type { AuditHead } from '../../plan/audit.ts';
import { diagnostic } from '../../plan/diagnostic.ts';
import type { Command, Target } from '../arguments/command.ts';
import { deliver, openOutput } from '../render/deliver.ts';
import { pageOf } from '../render/print.ts';
import type { Session } from '../session.ts';
import { type Action, type ActionArguments, commandOf } from './actions.ts';
import { confirmed, requireAnswer } from './asking.ts';
import { keeperOptions, keeping } from './keeping.ts';
import { given, required } from './request.ts';

const verify: Action = {
  name: 'verify',
  operand: '[FILE]',
  options: ['anchor'],
  formats: ['text', 'json'],
  async run(args, session) {
    const { operand: file } = args;
    const anchors = args.texts('anchor').map(readAnchor);
    const report = await keeping(args, session, 'entries', (request) =>
      verifyAudit({ ...request, anchors, ...(file !== undefined && { file }) }, session.host),
    );
    const { verifyForms } = await import('../render/audit/forms.ts');
    await deliver(verifyForms(report), args.targets, session);
    return report.ok ? 0 : 1;
  },
};

const anchor: Action = {
  name: 'anchor',
  options: [],
  formats: ['text', 'json'],
  async run(args, session) {
    const report = await keeping(args, session, 'entries', (request) => auditAnchor(request, session.host));
    const { anchorForms } = await import('../render/audit/forms.ts');
    await deliver(anchorForms(report), args.targets, session);
    return 0;
  },
};

const exportAction: Action = {
  name: 'export',
  options: ['since'],
  formats: ['markdown', 'jsonl'],
  async run(args, session) {
    for (const target of args.targets) await exportTo(target, args, session);
    return 0;
  },
};

/** Refuses a log that does not hold together, after all of it has been written. */
async function exportTo({ format, file }: Target, args: ActionArguments, session: Session): Promise<void> {
  const { AuditDocument } = await import('../render/audit/markdown.ts');
  const document = format === 'markdown' ? new AuditDocument() : undefined;
  const output = openOutput(file, session);
  try {
    const report = await keeping(args, session, 'entries', (request) =>
      exportAudit(
        {
          ...request,
          ...given(args, ['since']),
          listener: (entry) => output.write(document?.add(entry) ?? `${entry.line}\n`),
        },
        session.host,
      ),
    );
    if (document) output.write(document.end(report));
    const { firstBad } = report;
    if (firstBad) throw new Refusal([diagnostic('SEN2410', `entry ${firstBad.seq} is bad: ${firstBad.why}`)]);
  } finally {
    output.close();
  }
}

const prune: Action = {
  name: 'prune',
  options: ['before', 'reason', 'actor', 'auto-approve'],
  formats: ['text', 'json'],
  async run(args, session) {
    requireAnswer(args, session, 'audit prune');
    const before = required(args, 'before', 'what is old');
    const reason = required(args, 'reason', 'why');
    const { pruneForms, pruningLines } = await import('../render/audit/forms.ts');
    const report = await keeping(args, session, 'entries', (request) =>
      pruneAudit(
        {
          ...request,
          before,
          reason,
          ...given(args, ['actor']),
          confirm: (pruning) =>
            confirmed(
              async () => pruningLines(pruning, await pageOf(session.stderr, [pruning.source])),
              args,
              session,
            ),
        },
        session.host,
      ),
    );
    await deliver(pruneForms(report), args.targets, session);
    return 0;
  },
};

export const audit: Command = commandOf({
  name: 'audit',
  summary: 'check that the log of decisions is whole, export it, drop what is old',
  options: keeperOptions,
  actions: [verify, anchor, exportAction, prune],
  examples: [
    { line: 'audit verify', says: 'Follows the chain from entry to entry; names the first that is bad.' },
    { line: 'audit anchor > audit.anchor', says: 'The head of the log, to be kept elsewhere.' },
    {
      line: 'audit verify --anchor "$(cat audit.anchor)"',
      says: 'Finds also what was cut off, written anew, or restored from an older backup.',
    },
    { line: 'audit export --since 30d --format markdown --output audit.md', says: 'For people.' },
    { line: 'audit export --format jsonl --output audit.jsonl', says: 'For programs.' },
    { line: 'audit verify audit.jsonl', says: 'An export holds together by itself.' },
    {
      line: 'audit prune --before 730d --reason "kept for two years"',
      says: 'Drops the oldest entries; the log says so, and goes on from there.',
    },
  ],
});

function readAnchor(text: string): AuditHead {
  const [, seq, hash] = /^(0|[1-9]\d{0,14}):([0-9a-f]{64})$/u.exec(text) ?? [];
  if (seq !== undefined && hash !== undefined) return { seq: Number(seq), hash };
  throw new Refusal([
    diagnostic('SEN2004', `\`${text}\` is no anchor`, undefined, {
      help: 'give what `sentinel audit anchor` printed: the number of an entry, a colon, and its hash',
    }),
  ]);
}
