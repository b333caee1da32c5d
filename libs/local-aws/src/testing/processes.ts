import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LISTENING = '0A';

/** Processes whose home is below a folder, as that of an emulator and of all that it starts is. Reads Linux's /proc. */
export function processesBelow(folder: string): readonly string[] {
  return readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && read(`/proc/${pid}/environ`).includes(`HOME=${folder}`),
  );
}

/** The addresses that processes listen on, as Linux writes them: 0100007F is 127.0.0.1. */
export function addressesListenedOn(pids: readonly string[]): readonly string[] {
  const inodes = new Set(pids.flatMap(socketsOf));
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((table) => read(table).split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === LISTENING && inodes.has(inode ?? ''))
    .map(([, address = '']) => address.split(':')[0] ?? '');
}

function socketsOf(pid: string): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${fd}`))?.[1] ?? [];
    } catch {
      // Closed in between.
      return [];
    }
  });
}

/** '' for what is gone by now, or another user's. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
