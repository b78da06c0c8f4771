import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';

import { formatDuration } from '../../../plan/units.ts';
import { type Known, unknown, type Value } from '../../../plan/value.ts';
import { requiredNumberOf, requiredTextOf } from '../../host/config.ts';
import { retryOptions } from '../../host/network/client.ts';
import { failingAs } from '../../host/failures.ts';
import { certificateProblem, NetworkFailure } from '../../host/network/failure.ts';
import { withRetries } from '../../host/network/retry.ts';
import { lookThrough } from '../../host/network/socket.ts';
import { readTlsFiles } from '../../host/network/tls-files.ts';
import { ProbeFailure } from '../../failure.ts';
import type { Probe, ProbeContext, Reading, ResolvedRecord } from '../../ports/index.ts';

interface Handshake {
  readonly certificate: PeerCertificate;
  readonly protocol: string | null;
  /** Why the certificate is not to be trusted. */
  readonly problem?: string;
}

export const probe: Probe = {
  observe: (config, context) => failingAs(ProbeFailure, () => observe(config, context)),
};

async function observe(config: ResolvedRecord, context: ProbeContext): Promise<Reading> {
  const host = requiredTextOf(config, 'host');
  const port = requiredNumberOf(config, 'port');
  const retries = retryOptions(config, context);
  const files = await readTlsFiles(config, context.root);
  const { result } = await withRetries(retries, () =>
    lookThrough(
      { host, port, ...retries },
      // A certificate that does not verify is what this probe is there to tell about.
      (target) => connect({ ...target, ...files, rejectUnauthorized: false }),
      'secureConnect',
      handshakeOf,
    ),
  );
  const { certificate, protocol, problem } = result;
  const expiresAt = Date.parse(certificate.valid_to);
  if (Number.isNaN(expiresAt)) throw new NetworkFailure('the server shows no certificate');
  const expiresIn = expiresAt - context.clock.now();
  return {
    fields: new Map<string, Known<Value>>([
      ['ok', problem === undefined],
      ['expires_in', expiresIn],
      ['expires_at', expiresAt],
      ['subject', commonName(certificate.subject)],
      ['issuer', commonName(certificate.issuer)],
      ['protocol', protocol ?? unknown('the protocol is not known')],
    ]),
    subject: `${host}:${port}`,
    detail: problem ?? `the certificate expires in ${formatDuration(expiresIn)}`,
  };
}

function handshakeOf(socket: TLSSocket): Handshake {
  // The type says `Error`, but it is the code of the problem.
  const code: unknown = socket.authorizationError;
  return {
    certificate: socket.getPeerCertificate(),
    protocol: socket.getProtocol(),
    ...(!socket.authorized && { problem: certificateProblem(String(code)) }),
  };
}

function commonName({ CN }: { readonly CN?: string | string[] }): Known<string> {
  return typeof CN === 'string' ? CN : (CN?.[0] ?? unknown('the certificate has no common name'));
}
