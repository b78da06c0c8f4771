/** A rollout while it is followed: a line for each thing that happened to it. */
import type { RolloutStatus, RunEvent } from '../../../app/index.ts';
import { formatSecond } from '../../../plan/units.ts';
import { type Line, piece, sentence } from '../../text/text.ts';
import { changeLine, type RolloutChange } from './change-lines.ts';
import { phaseText, waitText } from './words.ts';

/**
 * Gives the line of each event that is news: observations and waits where they say something else than before. Undefined for
 * all others. `verbose`: every observation.
 */
export function rolloutNews(verbose: boolean): (event: RunEvent) => Line | undefined {
  const verdicts = new Map<string, RolloutChange['to']>();
  const waits = new Map<string, string>();
  const holders = new Map<string, string>();
  const pauses = new Map<string, string>();
  return (event) => {
    switch (event.type) {
      case 'rollout.changed': {
        const { change, name } = event;
        if (change.type === 'paused') pauses.set(name, change.why);
        if (change.type === 'checks.observed' && !verbose && isSame(verdicts, name, change.to))
          return undefined;
        return headed(event.at, name, changeLine(change));
      }
      case 'rollout.status': {
        const { name, waits: all } = event.status;
        // What paused it was told when it did.
        const status = { ...event.status, waits: all.filter(({ why }) => why !== pauses.get(name)) };
        holders.delete(status.name);
        return isSame(waits, status.name, reasonsOf(status))
          ? undefined
          : headed(event.at, status.name, waitsLine(status));
      }
      case 'rollout.held':
        return isSame(holders, event.name, event.by)
          ? undefined
          : headed(event.at, event.name, [`${event.by} looks after it now`]);
      case 'rollout.left':
        return headed(event.at, event.name, leftLine(event.operands));
      default:
        return undefined;
    }
  };
}

/** How to come back to a rollout that goes on without this run. */
function leftLine(operands: string): Line {
  return sentence(
    `goes on without this run, and its traffic stays as it is: \`sentinel status ${operands} --watch\` shows it; \`sentinel tick\`, \`sentinel controller\` or the same \`sentinel apply\` goes on with it`,
  );
}

function headed(at: number, name: string, line: Line | undefined): Line | undefined {
  return line && [piece('faint', `${formatSecond(at)} `), piece('strong', name), ' ', ...line];
}

/** What it waits for, without the time that passes; and what the driver did not do. */
function reasonsOf({ phase, waits, trouble = '' }: RolloutStatus): string {
  return [phase, trouble, ...waits.map(({ why }) => why)].join('\n');
}

function waitsLine(status: RolloutStatus): Line | undefined {
  const { waits, trouble } = status;
  const reasons = [
    ...(trouble === undefined ? [] : [`the traffic was not shifted: ${trouble}`]),
    ...waits.map(waitText),
  ];
  return reasons.length === 0 ? undefined : sentence(`${phaseText(status)}: ${reasons.join('; ')}`);
}

/** Whether it says the same as the last time. */
function isSame<T>(last: Map<string, T>, name: string, now: T): boolean {
  const same = last.has(name) && last.get(name) === now;
  last.set(name, now);
  return same;
}
