import { useSyncExternalStore } from 'react';
import { useWords } from '../words/define.ts';
import { IconWifiOff } from './icons.ts';
import { words } from './words.ts';

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

/** Appears while the device has no connection. `forced` shows it in the gallery. */
export function OfflineBand({ forced }: { forced?: boolean }) {
  const say = useWords(words);
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {(!online || forced === true) && (
        <p className="flex max-w-full items-center justify-center gap-2 bg-plain-700 px-4 py-2 text-small font-semibold text-card">
          <IconWifiOff size={20} aria-hidden="true" />
          {say.offline}
        </p>
      )}
    </div>
  );
}
