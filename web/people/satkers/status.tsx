import { words as shellWords } from '../../shared/shell/words.ts';
import { StatusTag } from '../../shared/ui/status-tag.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { Satker } from '../people-data.ts';
import { words } from './words.ts';

export function SatkerStatus({ of }: { of: Pick<Satker, 'status'> }) {
  const say = useWords(words);
  return of.status.active ? (
    <StatusTag tone="good">{say.active}</StatusTag>
  ) : (
    <StatusTag tone="wait">{say.inactive}</StatusTag>
  );
}

/** What is still missing, one sentence each; empty when nothing is. */
export function useLacking(): (of: Pick<Satker, 'status'>) => string[] {
  const say = useWords(words);
  const role = useWords(shellWords).role;
  const named = (roles: readonly string[]) => roles.map(role).join(', ');
  return ({ status: { missing, waiting, profileComplete } }) => [
    ...(missing.length > 0 ? [say.missing(named(missing))] : []),
    ...(waiting.length > 0 ? [say.waiting(named(waiting))] : []),
    ...(profileComplete ? [] : [say.noProfile]),
  ];
}
