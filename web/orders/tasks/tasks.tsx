import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../shared/api/me.ts';
import { words as statusWords } from '../../shared/status/words.ts';
import { Card } from '../../shared/ui/card.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Cluster } from '../../shared/ui/layout.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { TaskList, TaskRow } from '../../shared/ui/task-row.tsx';
import { When } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useDue } from '../due.ts';
import { ordersQuery, tasksQuery } from '../order-data.ts';
import { words as orderWords } from '../words.ts';
import { placeOfTask, type Task } from './place.ts';
import { words } from './words.ts';

const TASK_HEIGHT_PX = 112;

/** C5: what this person must do, first what is due today; then what waits for others. */
export default function Tasks() {
  const say = useWords(words);
  const tasks = useQuery(tasksQuery);
  return (
    <Page title={say.title}>
      <Loaded query={tasks} skeleton={<Skeleton rows={3} height={TASK_HEIGHT_PX} />}>
        {({ today, next, waiting }) => (
          <>
            {today.length + next.length === 0 && <NoTasks />}
            {today.length > 0 && <Group title={say.today} tasks={today} />}
            {next.length > 0 && <Group title={say.next} tasks={next} />}
            {waiting.length > 0 && <Group title={say.waiting} tasks={waiting} waiting />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface GroupProps {
  title: string;
  tasks: readonly Task[];
  waiting?: boolean;
}

function Group({ title, tasks, waiting }: GroupProps) {
  const say = useWords(words);
  const acts = useWords(orderWords);
  const due = useDue();
  const holder = useHolder();
  const verb = (task: Task) => (task.subject === 'order' ? acts.act(task.action) : acts.paymentAct(task.action));
  return (
    <Card title={`${title} (${tasks.length})`}>
      <TaskList label={title}>
        {tasks.map((task) => {
          const deadline = task.dueAt === null ? undefined : due(task.dueAt);
          return (
            <TaskRow
              key={`${task.subject}-${task.id}-${task.action}`}
              title={waiting === true ? task.title : `${verb(task)}: ${task.title}`}
              meta={
                <>
                  {task.number !== '' && `${task.number} · `}
                  {waiting === true ? say.waitsFor(holder(task.counterpart)) : task.counterpart} · {say.since}{' '}
                  <When at={task.since} short />
                </>
              }
              amount={task.amount}
              to={waiting === true ? subjectPage(task) : placeOfTask(task)}
              {...(deadline === undefined ? {} : { due: deadline.text })}
              urgent={waiting !== true && deadline?.urgent === true}
              {...(waiting === true ? { action: say.open } : {})}
            />
          );
        })}
      </TaskList>
    </Card>
  );
}

/** Says with whom something waits: "Siti Rahma (PPK)", "UD Maju (Penyedia)". The wire carries the code of the role. */
function useHolder(): (counterpart: string) => string {
  const status = useWords(statusWords);
  return (counterpart) => {
    const [, name, role] = /^(.+) \(([A-Z_]+)\)$/.exec(counterpart) ?? [];
    return name === undefined || role === undefined ? counterpart : status.holder(name, role);
  };
}

/** What waits for somebody else is looked at, not decided. */
const subjectPage = (task: Task) => (task.subject === 'order' ? `/pesanan/${task.id}` : placeOfTask(task));

function NoTasks() {
  const say = useWords(words);
  const last = useQuery(ordersQuery('done')).data?.items[0];
  return (
    <Empty title={say.none} action={<LikelyActions />}>
      {last === undefined ? say.noneText : say.lastDone(last.title, last.number ?? '')}
    </Empty>
  );
}

/** Two things this role most likely came for. */
const LIKELY = {
  vendor: [
    ['/pesanan', 'toOrders'],
    ['/uang', 'toIncome'],
  ],
  owner: [
    ['/toko', 'toOwnShop'],
    ['/pesanan', 'toOrders'],
  ],
  admin: [
    ['/satker/pengguna', 'toOfficials'],
    ['/perbaikan-data', 'toCorrections'],
  ],
  treasury: [
    ['/pantau/pendaftaran', 'toRegistrations'],
    ['/penyedia', 'toVendors'],
  ],
  treasurer: [
    ['/bayar', 'toPayments'],
    ['/pesanan', 'toOrders'],
  ],
  receiver: [
    ['/kiriman', 'toDeliveries'],
    ['/pesanan', 'toOrders'],
  ],
  buyer: [
    ['/pesanan', 'toOrders'],
    ['/katalog', 'toCatalogue'],
  ],
} as const;

function likelyOf(role: string): keyof typeof LIKELY {
  if (role === 'VENDOR_ADMIN') return 'owner';
  if (role.startsWith('VENDOR')) return 'vendor';
  if (role === 'ADMIN_SATKER') return 'admin';
  if (role.startsWith('ADMIN_') || role === 'AUDITOR') return 'treasury';
  if (['BENDAHARA', 'BPP', 'KPA'].includes(role)) return 'treasurer';
  return role === 'PENERIMA' ? 'receiver' : 'buyer';
}

function LikelyActions() {
  const say = useWords(words);
  const me = useMe();
  if (!me) return null;
  return (
    <Cluster>
      {LIKELY[likelyOf(me.role)].map(([to, label]) => (
        <LinkButton key={to} to={to} tone="quiet">
          {say[label]}
        </LinkButton>
      ))}
    </Cluster>
  );
}
