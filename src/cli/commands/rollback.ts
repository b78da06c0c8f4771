import type { Command } from '../arguments/command.ts';
import { commandByHand } from './hand.ts';

export const rollback: Command = commandByHand({
  request: 'rollback',
  summary: 'take a rollout back as its policy says, also a completed one that is kept',
  examples: [
    { line: 'rollback checkout/main@prod --reason "OPS-931"', says: 'On its way, or completed and kept.' },
    { line: 'rollback --reason "OPS-931"', says: 'The only one there is.' },
  ],
});
