/** Long side of a photo after shrinking, in pixels: enough to read a nota, small enough for 4G. */
const LONG_SIDE_PX = 1600;
const QUALITY = 0.82;

/**
 * Makes a photo small on the device. Drawing it again turns it upright and drops the place it was taken. A picture the
 * browser cannot read (HEIC on an old phone) is passed on as it is: the server can.
 */
export async function shrunkPhoto(file: File): Promise<File> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONG_SIDE_PX / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
    if (blob === null) return file;
    return new File([blob], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' });
  } catch {
    return file;
  }
}
