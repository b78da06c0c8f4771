import ipaddr from 'ipaddr.js';
import { entryOf } from '../../parser/document.ts';
import { spanOf } from '../../plan/span.ts';
import { scalarsIn } from '../scalars.ts';
import type { Rule } from './context.ts';

const sections = ['settings', 'inputs', 'probes', 'rollouts', 'notifications', 'before', 'after'];

/** What travels over plain HTTP through the open network can be read and changed on its way. */
export const plainHttp: Rule = {
  code: 'SEN1205',
  speed: 'fast',
  check({ policy, report }) {
    for (const section of sections) {
      const entry = entryOf(policy.document, section);
      if (!entry) continue;
      for (const scalar of scalarsIn(entry.value)) {
        const [origin, host] =
          /^http:\/\/(?:[^/@\s$]*@)?(\[[^\]]*\]|[^/:\s$]+)(?=[/:?#]|$)/iu.exec(scalar.text) ?? [];
        if (origin === undefined || host === undefined || !isPublic(host)) continue;
        report(
          `\`${host}\` is asked over plain HTTP`,
          spanOf(scalar.offsets.at(0), scalar.offsets.at(origin.length)),
          {
            help: `write \`https://${host}\`, or a private name where the service is your own`,
          },
        );
      }
    }
  },
};

/** Top-level domains of the open network beside those of countries; names such as `prom.stage` are private. */
const publicDomains = new Set(
  'com net org edu gov mil int info biz io dev app cloud tech online site shop store xyz'.split(' '),
);

function isPublic(host: string): boolean {
  const address = host.replace(/^\[|\]$/gu, '');
  if (ipaddr.isValid(address)) return ipaddr.process(address).range() === 'unicast';
  const labels = host.toLowerCase().replace(/\.$/u, '').split('.');
  const last = labels.at(-1) ?? '';
  return labels.length > 1 && (publicDomains.has(last) || /^[a-z]{2}$/u.test(last));
}
