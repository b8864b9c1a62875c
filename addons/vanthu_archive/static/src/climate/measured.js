import { formatFloat } from "@web/views/fields/formatters";

/**
 * A measured value as the language writes it: 24,2 in Vietnamese.
 *
 * @param {number} value
 * @returns {string}
 */
export function writeMeasured(value) {
    return formatFloat(value, { digits: [9, 1], trailingZeros: false });
}

/**
 * A number as people write it, with comma or point.
 *
 * @param {string} text
 * @returns {number|null} null for an empty text, NaN for what is no number
 */
export function parseNumber(text) {
    const plain = String(text ?? "").trim().replace(",", ".");
    return plain ? Number(plain) : null;
}
