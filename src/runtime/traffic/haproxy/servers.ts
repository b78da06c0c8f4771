/** Reads `show servers state` (management guide, § 9.3): a version, the names of the columns, a line a server. */
import { DriverFailure } from '../../failure.ts';

export interface ServerState {
  /** What it is to take: 0 in maintenance and where it is drained. */
  readonly weight: number;
  /** Why it takes nothing, or may take nothing. */
  readonly remark?: 'maintenance' | 'drained' | 'down';
}

/** Bits of the administrative state. */
const MAINTENANCE = 0x01 | 0x02 | 0x04 | 0x20 | 0x40;

const VERSION = '1';
const wanted = ['be_name', 'srv_name', 'srv_op_state', 'srv_admin_state', 'srv_uweight'] as const;

/** The servers of the back end by name. Whatever is not as it should be makes it throw `DriverFailure`. */
export function serversIn(answer: string, backend: string): ReadonlyMap<string, ServerState> {
  const [version, header = '', ...lines] = answer.split('\n');
  if (version !== VERSION || !header.startsWith('# '))
    throw new DriverFailure(`HAProxy does not tell the state of its servers: ${shortened(answer)}`);
  const columns = header.slice(2).split(' ');
  const places = wanted.map((name) => columns.indexOf(name));
  if (places.includes(-1))
    throw new DriverFailure(
      `HAProxy does not tell ${wanted.join(', ')} of its servers: ${shortened(header)}`,
    );
  const servers = new Map<string, ServerState>();
  for (const line of lines) {
    const cells = line.split(' ');
    const [owner = '', name = '', health, admin, weight] = places.map((place) => cells[place]);
    if (owner !== backend) continue;
    servers.set(name, stateOf(numberIn(health, line), numberIn(admin, line), numberIn(weight, line)));
  }
  return servers;
}

/** Whether it is up is no matter of its weight: checks tell that, and nobody has to be sent back to it. */
function stateOf(health: number, admin: number, weight: number): ServerState {
  if ((admin & MAINTENANCE) !== 0) return { weight: 0, remark: 'maintenance' };
  if (admin !== 0) return { weight: 0, remark: 'drained' };
  return health === 0 ? { weight, remark: 'down' } : { weight };
}

function numberIn(cell: string | undefined, line: string): number {
  if (!/^\d+$/u.test(cell ?? ''))
    throw new DriverFailure(`HAProxy tells the state of a server in an unknown form: ${shortened(line)}`);
  return Number(cell);
}

function shortened(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim().slice(0, 100);
}
