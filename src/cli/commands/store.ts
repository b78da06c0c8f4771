import { backupStore, initStore, migrateStore, restoreStore, storeInfo } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { deliver } from '../render/deliver.ts';
import { pageOf } from '../render/print.ts';
import { type Action, commandOf } from './actions.ts';
import { confirmed, requireAnswer } from './asking.ts';
import { keeperOptions, keeping } from './keeping.ts';
import { given } from './request.ts';

const formats = ['text', 'json'] as const;

const init: Action = {
  name: 'init',
  options: [],
  formats,
  async run(args, session) {
    const report = await keeping(args, session, 'rows', (request) => initStore(request, session.host));
    const { storeForms } = await import('../render/store.ts');
    await deliver(storeForms(report, report.created ? 'created' : 'is there already'), args.targets, session);
    return 0;
  },
};

const info: Action = {
  name: 'info',
  options: [],
  formats,
  async run(args, session) {
    const report = await keeping(args, session, 'rows', (request) => storeInfo(request, session.host));
    const { storeForms } = await import('../render/store.ts');
    await deliver(storeForms(report), args.targets, session);
    return 0;
  },
};

const backup: Action = {
  name: 'backup',
  operand: 'FILE',
  options: [],
  formats,
  async run(args, session) {
    const { operand: file = '' } = args;
    const report = await keeping(args, session, 'rows', (request) =>
      backupStore({ ...request, file }, session.host),
    );
    const { backupForms } = await import('../render/store.ts');
    await deliver(backupForms(report), args.targets, session);
    return 0;
  },
};

const restore: Action = {
  name: 'restore',
  operand: 'FILE',
  options: ['actor', 'auto-approve'],
  formats,
  async run(args, session) {
    requireAnswer(args, session, 'store restore');
    const { operand: file = '' } = args;
    const { restorationLines, restoreForms } = await import('../render/store.ts');
    const report = await keeping(args, session, 'rows', (request) =>
      restoreStore(
        {
          ...request,
          file,
          ...given(args, ['actor']),
          confirm: (restoration) =>
            confirmed(
              async () =>
                restorationLines(restoration, await pageOf(session.stderr, [restoration.source, file])),
              args,
              session,
            ),
        },
        session.host,
      ),
    );
    await deliver(restoreForms(report), args.targets, session);
    return 0;
  },
};

const migrate: Action = {
  name: 'migrate',
  options: [],
  formats,
  async run(args, session) {
    const report = await keeping(args, session, 'rows', (request) => migrateStore(request, session.host));
    const { formerVersion, schemaVersion } = report;
    const { storeForms } = await import('../render/store.ts');
    const done =
      formerVersion < schemaVersion ? `migrated from schema ${formerVersion}` : 'needs no migration';
    await deliver(storeForms(report, done), args.targets, session);
    return 0;
  },
};

export const store: Command = commandOf({
  name: 'store',
  summary: 'make the store, look at it, back it up, restore it, migrate it',
  options: keeperOptions,
  actions: [init, info, backup, restore, migrate],
  examples: [
    { line: 'store init', says: 'Makes .sentinel/state.db beside the policy.' },
    {
      line: 'store init --store postgres://sentinel@db.example/sentinel',
      says: 'Makes the tables in a database.',
    },
    { line: 'store info', says: 'Which store it is, how old, and what it cannot promise.' },
    { line: 'store backup sentinel.backup', says: 'One state of the store, while others go on with it.' },
    {
      line: 'store restore sentinel.backup',
      says: 'Verifies it first; a store that holds more than the backup is left alone.',
    },
    { line: 'store migrate', says: 'After an update of the program, where it says so.' },
  ],
});
