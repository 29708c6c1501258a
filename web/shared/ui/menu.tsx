import { Link } from '@tanstack/react-router';
import { type ReactNode, type ToggleEvent, useId, useRef } from 'react';

interface MenuProps {
  /** What the button is called, when its trigger shows an icon only. */
  label?: string;
  trigger: ReactNode;
  /** Side of the button the panel is aligned with. */
  align?: 'start' | 'end';
  /** Links, `MenuButton`s, or anything else. */
  children: ReactNode;
}

const EDGE_PX = 8;

/** A button and a panel of the browser's own popover: Escape and a press outside close it. */
export function Menu({ label, trigger, align = 'end', children }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  function place(event: ToggleEvent) {
    const from = button.current?.getBoundingClientRect();
    const box = panel.current;
    if (event.newState !== 'open' || from === undefined || box === null) return;
    const wanted = align === 'start' ? from.left : from.right - box.offsetWidth;
    const most = document.documentElement.clientWidth - box.offsetWidth - EDGE_PX;
    box.style.left = `${Math.max(EDGE_PX, Math.min(wanted, most))}px`;
    box.style.top = `${from.bottom + 4}px`;
    box.style.maxHeight = `${document.documentElement.clientHeight - from.bottom - 2 * EDGE_PX}px`;
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        className="flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-m px-2 hover:bg-sunken"
      >
        {trigger}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: closes the panel after a choice; the choices take the keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a choice arrives here as a click too */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        onToggle={place}
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest('a, button')) panel.current?.hidePopover();
        }}
        className="fixed inset-auto m-0 w-72 max-w-[calc(100vw-16px)] overflow-y-auto rounded-l border border-line bg-card p-2 text-text shadow-float"
      >
        {children}
      </div>
    </>
  );
}

const ENTRY = 'flex min-h-12 w-full items-center gap-3 rounded-m px-3 text-left hover:bg-sunken';

/** Goes to a path of this application. */
export function MenuLink({ icon, to, children }: { icon?: ReactNode; to: string; children: string }) {
  return (
    <Link to={to} className={ENTRY}>
      {icon}
      {children}
    </Link>
  );
}

interface MenuButtonProps {
  icon?: ReactNode;
  onPress: () => void;
  children: string;
}

export function MenuButton({ icon, onPress, children }: MenuButtonProps) {
  return (
    <button type="button" onClick={onPress} className={ENTRY}>
      {icon}
      {children}
    </button>
  );
}
