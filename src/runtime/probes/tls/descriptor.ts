import { objectSchema } from '../../../plan/config.ts';
import { attemptSchemas, hostSchema, portSchema, tlsSchemas } from '../../../plan/connection.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: ProbeDescriptor = {
  kind: 'tls',
  summary: 'The certificate of a TLS server.',
  touches: 'network',
  defaultField: 'ok',
  fields: {
    ok: { type: 'boolean', summary: 'the certificate is trusted, in force and made out to the server name' },
    expires_in: { type: 'duration', summary: 'time until the certificate expires; negative afterwards' },
    expires_at: { type: 'instant', summary: 'when the certificate expires' },
    subject: { type: 'string', summary: 'common name of the certificate' },
    issuer: { type: 'string', summary: 'common name of its issuer' },
    protocol: { type: 'string', summary: 'version of the protocol, such as `TLSv1.3`' },
  },
  config: objectSchema(
    'A TLS server.',
    { host: hostSchema, port: portSchema({ default: 443 }), ...attemptSchemas, ...tlsSchemas },
    { required: ['host'] },
  ),
  examples: [
    { host: 'shop.example.com' },
    { host: '10.0.0.7', port: 8443, server_name: 'shop.internal', ca: 'ca.pem' },
  ],
};
