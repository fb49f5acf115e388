import { systemCode } from '../../store/private-files.ts';

/** Whether there is a process of this number; one of somebody else's is one too (kill(2), signal 0). */
export function isProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}
