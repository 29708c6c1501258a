import { useEffect, useState } from 'react';
import { useWords } from '../words/define.ts';
import { FieldFrame, type FieldProps } from './field.tsx';
import { IconCamera, IconTrash } from './icons.ts';
import { shrunkPhoto } from './photo-shrink.ts';
import { words } from './words.ts';

interface PhotoFieldProps extends FieldProps {
  value: readonly File[];
  onChange: (photos: readonly File[]) => void;
  max?: number;
}

/** Takes any photo: it is turned, shrunk and stripped of its place on the device. Nothing is refused for its size. */
export function PhotoField(props: PhotoFieldProps) {
  const { name, value, onChange, max = 6 } = props;
  const say = useWords(words);
  const [working, setWorking] = useState(false);
  const room = max - value.length;

  async function add(files: FileList | null) {
    const chosen = [...(files ?? [])].slice(0, room);
    if (chosen.length === 0) return;
    setWorking(true);
    const small: File[] = [];
    // One after the other: a cheap phone cannot hold six full photos in memory.
    for (const file of chosen) small.push(await shrunkPhoto(file));
    setWorking(false);
    onChange([...value, ...small]);
  }

  return (
    <FieldFrame {...props} after={<span role="status">{working ? say.shrinking : say.photos(value.length, max)}</span>}>
      {(attributes) => (
        <div className="flex flex-wrap gap-2">
          {value.map((photo, index) => (
            <Thumbnail
              key={`${photo.name}-${photo.lastModified}`}
              photo={photo}
              label={say.photoNumber(index + 1)}
              removeLabel={say.removePhoto(index + 1)}
              onRemove={() => onChange(value.filter((other) => other !== photo))}
            />
          ))}
          {room > 0 && (
            <label
              htmlFor={name}
              className="relative grid size-28 place-content-center justify-items-center gap-1 rounded-m border border-dashed border-control bg-card text-center text-small font-semibold text-brand-700 focus-within:outline-3 focus-within:outline-focus hover:bg-brand-50"
            >
              <IconCamera size={24} />
              {say.addPhoto}
              <input
                {...attributes}
                type="file"
                accept="image/*"
                multiple={room > 1}
                onChange={(event) => {
                  void add(event.target.files);
                  event.target.value = '';
                }}
                className="absolute inset-0 cursor-pointer opacity-0"
              />
            </label>
          )}
        </div>
      )}
    </FieldFrame>
  );
}

interface ThumbnailProps {
  photo: File;
  label: string;
  removeLabel: string;
  onRemove: () => void;
}

function Thumbnail({ photo, label, removeLabel, onRemove }: ThumbnailProps) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(photo);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return (
    <div className="relative size-28">
      <img src={address} alt={label} width={112} height={112} className="size-28 rounded-m object-cover" />
      <button
        type="button"
        aria-label={removeLabel}
        onClick={onRemove}
        className="absolute top-0 right-0 grid size-11 place-items-center rounded-m bg-card text-bad-700 shadow-float"
      >
        <IconTrash size={20} />
      </button>
    </div>
  );
}
