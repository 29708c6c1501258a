/** Keeps the plan and counts the tries. Without a plan nothing is asked and nothing is counted. */
import type { Db } from '../db/pool.ts';
import { type Fault, type FaultPlan, type Fired, firedBy, LASTING, speaksOf } from './plan.ts';

export interface FaultDesk {
  readonly plan: FaultPlan | null;
  set(plan: FaultPlan, at: Date): Promise<void>;
  clear(): Promise<void>;
  /** Counts this try, and tells what goes wrong with it. */
  ofTry(service: string, key: string, at: Date): Promise<Fired | null>;
  /** What is wrong with this reference for as long as it lasts from `since`; counts nothing. */
  lasting(fault: Fault, service: string, key: string, since: Date, at: Date): boolean;
}

export async function openFaultDesk(db: Db): Promise<FaultDesk> {
  const { rows } = await db.query<{ plan: FaultPlan }>('SELECT plan FROM bank.fault_plan');
  let plan: FaultPlan | null = rows[0]?.plan ?? null;
  return {
    get plan() {
      return plan;
    },
    async set(next, at) {
      await db.query(
        `INSERT INTO bank.fault_plan (plan, set_at) VALUES ($1, $2)
         ON CONFLICT (only_one) DO UPDATE SET plan = EXCLUDED.plan, set_at = EXCLUDED.set_at`,
        [JSON.stringify(next), at],
      );
      plan = next;
    },
    async clear() {
      plan = null;
      await db.query('DELETE FROM bank.fault_plan');
      await db.query('DELETE FROM bank.fault_try');
    },
    async ofTry(service, key, at) {
      const now = plan;
      if (now === null || !speaksOf(now, service)) return null;
      const { nth, firstAt } = await counted(db, service, key, at);
      const fired = firedBy(now, { service, key, nth, at });
      const over = fired !== null && fired.fault === 'contradictStatus' && at.getTime() - firstAt.getTime() >= fired.ms;
      return over ? null : fired;
    },
    lasting(fault, service, key, since, at) {
      if (plan === null || !LASTING.includes(fault)) return false;
      const fired = firedBy(plan, { service, key, nth: 0, at }, [fault]);
      return fired !== null && at.getTime() - since.getTime() < fired.ms;
    },
  };
}

async function counted(db: Db, service: string, key: string, at: Date): Promise<{ nth: number; firstAt: Date }> {
  const { rows } = await db.query<{ tries: number; first_at: Date }>(
    `INSERT INTO bank.fault_try AS t (service, key, tries, first_at) VALUES ($1, $2, 1, $3)
     ON CONFLICT (service, key) DO UPDATE SET tries = t.tries + 1 RETURNING tries, first_at`,
    [service, key, at],
  );
  return { nth: rows[0]?.tries ?? 1, firstAt: rows[0]?.first_at ?? at };
}
