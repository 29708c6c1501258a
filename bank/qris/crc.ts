/** CRC-16/CCITT-FALSE, as EMV QR codes carry it: polynomial 1021, start FFFF, not reflected, no final XOR. */

const POLYNOMIAL = 0x1021;
const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 8;
  for (let bit = 0; bit < 8; bit += 1) {
    value = (value & 0x8000) === 0 ? value << 1 : (value << 1) ^ POLYNOMIAL;
  }
  return value & 0xffff;
});

/** `crc16('123456789')` → `29B1`: four upper-case hex digits over the UTF-8 bytes of the text. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, 'utf8')) {
    crc = ((crc << 8) & 0xffff) ^ (TABLE[(crc >> 8) ^ byte] ?? 0);
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
