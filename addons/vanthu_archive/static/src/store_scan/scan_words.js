import { _t } from "@web/core/l10n/translation";

export const MODES = [
    ["find", _t("Find")],
    ["put", _t("Put away")],
    ["stock", _t("Take stock")],
];

export const RESULTS = {
    waiting: _t("Not seen yet"),
    found: _t("Found"),
    misplaced: _t("Misplaced"),
    missing: _t("Missing"),
};
