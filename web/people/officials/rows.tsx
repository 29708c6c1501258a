import { words as shellWords } from '../../shared/shell/words.ts';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { Appointment } from '../people-data.ts';
import { AppointmentStatus, useDays } from './state.tsx';
import { words } from './words.ts';

interface OfficialRowsProps {
  items: readonly Appointment[];
  /** Where the rows are of several offices. */
  withRole?: boolean;
}

/** People in office, each with their state and days. */
export function OfficialRows({ items, withRole }: OfficialRowsProps) {
  const say = useWords(words);
  const role = useWords(shellWords).role;
  const days = useDays();
  return (
    <ul className="grid">
      {items.map((one) => (
        <li
          key={one.id}
          className="grid gap-3 border-b border-line py-3 first:pt-0 last:border-0 last:pb-0 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center"
        >
          <div className="grid min-w-0 gap-1">
            <p className="font-semibold">{one.name}</p>
            <p className="text-small text-muted">
              {withRole === true && `${role(one.role)} · `}
              {days(one)}
            </p>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <AppointmentStatus of={one} />
              {one.kind === 'TEMPORARY' && <span className="text-small">{say.temporary}</span>}
              {one.replacedByName !== null && <span className="text-small">{say.followedBy(one.replacedByName)}</span>}
            </div>
          </div>
          <LinkButton to={`/pejabat/${one.id}`} tone="quiet">
            {say.open}
            <span className="sr-only"> {one.name}</span>
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}
