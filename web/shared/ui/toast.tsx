import { useEffect, useState, useSyncExternalStore } from 'react';
import { useWords } from '../words/define.ts';
import { IconX } from './icons.ts';
import { words } from './words.ts';

/** Small and reversible acts only; binding acts get a confirmation on the page. */
export interface ToastMessage {
  readonly text: string;
  /** Shows "Urungkan". */
  readonly onUndo?: () => void;
}

const SHOWN_MS = 6_000;

let nextNumber = 1;
let shown: readonly (ToastMessage & { readonly number: number })[] = [];
const listeners = new Set<() => void>();

function change(next: typeof shown) {
  shown = next;
  for (const listener of listeners) listener();
}

export function toast(message: ToastMessage): void {
  const number = nextNumber;
  nextNumber += 1;
  change([...shown.slice(-2), { ...message, number }]);
}

/** Placed once, by the shell. */
export function Toasts() {
  const messages = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--bottom-bar)+16px)] z-50 grid justify-items-center gap-2"
    >
      {messages.map((message) => (
        <ToastBox
          key={message.number}
          message={message}
          onClose={() => change(shown.filter((other) => other.number !== message.number))}
        />
      ))}
    </div>
  );
}

function ToastBox({ message, onClose }: { message: ToastMessage; onClose: () => void }) {
  const say = useWords(words);
  const [paused, setPaused] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: onClose is new at each render; the clock must not restart.
  useEffect(() => {
    if (paused) return;
    const timer = setTimeout(onClose, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [paused]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pausing is an aid; the buttons inside take the keyboard
    <div
      onMouseEnter={() => setPaused(true)}
      onMouseLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
      className="pointer-events-auto flex max-w-full items-center gap-2 rounded-l bg-text py-1 pr-1 pl-4 text-page shadow-float"
    >
      <p>{message.text}</p>
      {message.onUndo !== undefined && (
        <button
          type="button"
          onClick={() => {
            message.onUndo?.();
            onClose();
          }}
          className="min-h-11 rounded-m px-3 font-bold underline underline-offset-3"
        >
          {say.undo}
        </button>
      )}
      <button
        type="button"
        aria-label={say.close}
        onClick={onClose}
        className="grid size-11 place-items-center rounded-m"
      >
        <IconX size={20} />
      </button>
    </div>
  );
}
