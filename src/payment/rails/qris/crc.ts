/** CRC-16/CCITT-FALSE: polynomial 1021, initial FFFF, no reflection (EMVCo MPM 1.1, 4.7.3). Over UTF-8 bytes; four upper-case digits. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
