import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Order, orderQuery, useOrderCommand } from '../../orders/order-data.ts';

/** A quantity that is still being stepped or typed is not sent yet. */
const SEND_AFTER_MS = 600;

export type Line = Order['lines'][number];

interface Quantities {
  /** What the person wants of a line; ahead of the server for a moment. */
  of(line: Line): number;
  set(line: Line, quantity: number): void;
  remove(line: Line): void;
  /** Sends the same lines again, which takes the prices and stock of today. */
  refresh(): void;
  readonly saving: boolean;
  /** What the person wants is not what the server has yet. */
  readonly unsaved: boolean;
  /** Why the last change was refused; the quantities are those of the server again. */
  readonly refused: string | undefined;
}

/**
 * The quantities of one cart. Changes are collected for a moment and sent whole, one request at a time, so that the last
 * wish always wins.
 */
export function useQuantities(order: Order, onRemoved: (line: Line) => void): Quantities {
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<ReadonlyMap<string, number>>(new Map());
  const removed = useRef<Line>(undefined);
  const command = useOrderCommand(order.id, 'setItems', (saved) => {
    setWanted((wishes) => stillWanted(wishes, saved));
    if (removed.current !== undefined) onRemoved(removed.current);
    removed.current = undefined;
  });
  const { busy, send, state } = command;
  const quantityOf = (line: Line) => wanted.get(line.productId) ?? line.quantity;
  const differs = order.lines.some((line) => quantityOf(line) !== line.quantity);
  const complete = order.lines.every((line) => !Number.isNaN(quantityOf(line)));

  const linesOf = (wishes: ReadonlyMap<string, number>) =>
    order.lines
      .map(({ productId, quantity }) => ({ productId, quantity: wishes.get(productId) ?? quantity }))
      .filter(({ quantity }) => quantity > 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new clock for each new wish and after each answer
  useEffect(() => {
    if (busy || !differs || !complete) return;
    const timer = setTimeout(() => void send({ lines: linesOf(wanted) }), SEND_AFTER_MS);
    return () => clearTimeout(timer);
  }, [wanted, busy, differs, complete]);

  useEffect(() => {
    if (state !== 'failed') return;
    removed.current = undefined;
    setWanted(new Map());
    void queries.invalidateQueries({ queryKey: orderQuery(order.id).queryKey });
  }, [state, queries, order.id]);

  return {
    of: quantityOf,
    set: (line, quantity) => setWanted((wishes) => new Map(wishes).set(line.productId, quantity)),
    remove: (line) => {
      removed.current = line;
      setWanted((wishes) => new Map(wishes).set(line.productId, 0));
    },
    refresh: () => void send({ lines: linesOf(wanted) }),
    saving: busy,
    unsaved: differs,
    refused: command.message,
  };
}

/** Wishes that came after what was saved. */
function stillWanted(wishes: ReadonlyMap<string, number>, saved: Order): ReadonlyMap<string, number> {
  return new Map(
    [...wishes].filter(([productId, quantity]) => {
      const line = saved.lines.find((one) => one.productId === productId);
      return (line?.quantity ?? 0) !== quantity;
    }),
  );
}
