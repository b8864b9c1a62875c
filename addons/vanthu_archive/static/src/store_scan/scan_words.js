import { _t } from "@web/core/l10n/translation";

export const MODES = [
    ["find", _t("Find")],
    ["put", _t("Put away")],
    ["use", _t("Lend")],
    ["stock", _t("Take stock")],
];

export const RESULTS = {
    waiting: _t("Not seen yet"),
    found: _t("Found"),
    misplaced: _t("Misplaced"),
    missing: _t("Missing"),
};

/**
 * What to scan next.
 *
 * @param {Object} state of the page: ``mode``, ``boxes``, ``stock``
 * @returns {string}
 */
export function getHint({ mode, boxes, stock }) {
    if (mode === "find") {
        return _t("Scan a box or a file, or type its number.");
    }
    if (mode === "use") {
        return _t("Scan the file that goes to a reader or comes back, or its box.");
    }
    if (mode === "put") {
        return boxes.length
            ? _t("Now scan the shelf, or more boxes.")
            : _t("Scan the box that you put away.");
    }
    return stock
        ? _t("Scan the boxes one after the other, and a compartment when you come to it.")
        : _t("Scan the shelf whose stock you take.");
}
