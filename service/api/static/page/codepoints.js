/**
 * From code points, in which the record counts, to UTF-16 units, in which JavaScript's strings do.
 * @param {string} text
 * @returns {(offset: number) => number} for an offset in code points the one in units; the text's end where it lies beyond
 */
export function unitOffsets(text) {
  const units = new Uint32Array(text.length + 1);
  let count = 0;
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit) > 0xffff ? 2 : 1) units[count++] = unit;
  return (offset) => (offset < count ? units[offset] : text.length);
}
