import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useWords } from '../words/define.ts';
import { IconX } from './icons.ts';
import { words } from './words.ts';

interface DialogProps {
  open: boolean;
  /** Asks with the object: "Tolak pesanan PS-2026-000148?" */
  title: string;
  onClose: () => void;
  /** Buttons at the foot: the act first, then "Kembali". */
  actions?: ReactNode;
  children: ReactNode;
}

/** The browser's own modal dialog: focus stays inside, Escape closes, focus returns to where it was. */
export function Dialog({ open, title, onClose, actions, children }: DialogProps) {
  const say = useWords(words);
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);

  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onClose={onClose}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="m-auto max-h-[calc(100dvh-32px)] w-[min(calc(100vw-32px),32rem)] overflow-y-auto rounded-l border border-line bg-card p-0 shadow-float max-sm:mb-0 max-sm:w-full max-sm:max-w-full max-sm:rounded-b-none"
    >
      {open && (
        <div className="grid gap-4 p-5">
          <div className="flex items-start justify-between gap-4">
            <h2 id={titleId} className="text-h2">
              {title}
            </h2>
            <button
              type="button"
              aria-label={say.close}
              onClick={onClose}
              className="-mt-2 -mr-2 grid size-11 shrink-0 place-items-center rounded-m hover:bg-sunken"
            >
              <IconX size={24} />
            </button>
          </div>
          {children}
          {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
        </div>
      )}
    </dialog>
  );
}
