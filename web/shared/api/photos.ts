import { answer, api, withKey } from './client.ts';

/** Where photos of a document go, one at a time. */
type Place = '/api/v1/orders/{id}/files' | '/api/v1/card-bills/{id}/receipts';

/** Ids of photos already on the server: a second try does not send them again. */
const sent: Readonly<Record<Place, WeakMap<File, string>>> = {
  '/api/v1/orders/{id}/files': new WeakMap(),
  '/api/v1/card-bills/{id}/receipts': new WeakMap(),
};

/** Sends each photo once and gives their ids. Throws `Problem`. */
export async function sendPhotos(place: Place, id: string, photos: readonly File[]): Promise<string[]> {
  const ids: string[] = [];
  for (const photo of photos) {
    const known = sent[place].get(photo) ?? (await sendPhoto(place, id, photo));
    sent[place].set(photo, known);
    ids.push(known);
  }
  return ids;
}

async function sendPhoto(place: Place, id: string, photo: File): Promise<string> {
  const form = new FormData();
  form.append('file', photo);
  const file = await answer(
    api.POST(place, {
      params: { path: { id } },
      // The description of these addresses has no body: it is multipart, with one field `file`.
      body: form as never,
      bodySerializer: () => form,
      ...withKey(crypto.randomUUID()),
    } as never),
  );
  return (file as { id: string }).id;
}
