import path from 'node:path';
import { fileTypeFromFile } from 'file-type';
import { Weigering } from '../../domein/kanaaladapter.ts';

/** Extensions that share one content type, or whose content has no magic bytes of its own. */
const sameFamily: Record<string, readonly string[]> = {
  jpg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  tif: ['tif', 'tiff'],
  mp4: ['mp4', 'm4v', 'mov'],
  mov: ['mov', 'mp4', 'qt'],
  heic: ['heic', 'heif'],
  zip: ['zip', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'epub', 'jar', 'apk', 'kmz'],
  cfb: ['doc', 'xls', 'ppt', 'msg'],
  xml: ['xml', 'svg', 'gpx', 'kml'],
};

/** Types that a browser would run; kept nowhere. */
const refused = ['exe', 'dll', 'elf', 'macho', 'msi', 'jar', 'apk', 'lnk', 'swf'];
const refusedExtensions = [
  'svg',
  'html',
  'htm',
  'xhtml',
  'js',
  'mjs',
  'vbs',
  'bat',
  'cmd',
  'ps1',
  'sh',
  'hta',
  'scr',
  'com',
  ...refused,
];
/** Extensions whose content always has magic bytes: another content contradicts the name. */
const recognisable = [
  'jpg',
  'jpeg',
  'png',
  'gif',
  'webp',
  'heic',
  'pdf',
  'zip',
  'docx',
  'xlsx',
  'odt',
  'mp4',
  'mov',
  'tif',
  'tiff',
  'bmp',
  'rar',
  '7z',
  'gz',
];

/** A file name without folders, control characters and markup, at most 200 characters; never empty. */
export function harmlessNaam(naam: string): string {
  const base = path.posix.basename(naam.replace(/\\/g, '/').normalize('NFC'));
  const clean = base
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/|?*]/gu, '_')
    // Windows drops dots and spaces at the end: `script.js.` would become a script there.
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (clean.length === 0) return 'bestand';
  const extension = cut(path.extname(clean), 20);
  return clean.length <= 200 ? clean : `${cut(clean, 200 - extension.length)}${extension}`;
}

/** Cuts to a length, never through a character of two halves. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/**
 * The type by content. Archives are looked at from outside, never unpacked.
 * @throws Weigering for programs, script and content that contradicts the name
 */
export async function checkInhoud(file: string, naam: string, claimed?: string): Promise<string> {
  const extension = path.extname(naam).slice(1).toLowerCase();
  if (refusedExtensions.includes(extension)) {
    throw new Weigering(
      'bijlage',
      'soort-niet-toegestaan',
      `Een bestand van de soort ${extension} nemen wij niet aan.`,
    );
  }
  const found = await fileTypeFromFile(file);
  if (found && refused.includes(found.ext)) {
    throw new Weigering('bijlage', 'soort-niet-toegestaan', 'Een programma nemen wij niet aan.');
  }
  const family = found ? (sameFamily[found.ext] ?? [found.ext]) : [];
  if (
    extension &&
    (found
      ? !family.includes(extension) && recognisable.includes(extension)
      : recognisable.includes(extension))
  ) {
    throw new Weigering(
      'bijlage',
      'inhoud-past-niet-bij-naam',
      `De inhoud van het bestand is geen ${extension}.`,
    );
  }
  if (found) return found.mime;
  return claimed && /^[\w.+-]+\/[\w.+-]+$/.test(claimed) && !/html|script|svg|xml/i.test(claimed)
    ? claimed.toLowerCase()
    : 'application/octet-stream';
}
